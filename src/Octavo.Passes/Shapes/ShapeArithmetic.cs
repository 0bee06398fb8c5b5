using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// What is known of the sizes of a graph's values, and of the integers that nodes compute of them, while some sizes are unknown: which of
/// them are equal, and which are products of others.
/// </summary>
internal sealed class ShapeArithmetic
{
    /// <summary>Vectors longer than this are no shapes.</summary>
    private const int MostElements = 64;

    private readonly Dictionary<Value, SymbolicSize[]> sizes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, SymbolicSize[]> elements = new(ReferenceEqualityComparer.Instance);
    private int count;

    public ShapeArithmetic(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (IntegerElements.Of(node, this) is { Length: <= MostElements } integers)
            {
                elements[node.Output] = integers;
            }

            if (node.Outputs is [{ Shape.HasRank: true } output])
            {
                sizes[output] = SizeRules.Apply(node, this);
            }
        }
    }

    /// <summary>The sizes of a value's axes; null where the rank is unknown.</summary>
    public SymbolicSize[]? SizesOf(Value value)
    {
        if (!value.Shape.HasRank)
        {
            return null;
        }

        if (!sizes.TryGetValue(value, out var known))
        {
            known = [.. value.Shape.ToArray().Select(size => size < 0 ? Fresh() : new SymbolicSize(size))];
            sizes.Add(value, known);
        }

        return known;
    }

    /// <summary>The integers of a scalar or vector; null where they are not made of sizes.</summary>
    public SymbolicSize[]? ElementsOf(Value value)
    {
        if (!elements.TryGetValue(value, out var known)
            && value is { IsConstant: true, Shape: { Rank: <= 1, ElementCount: <= MostElements } }
            && value.Integers() is { } integers)
        {
            known = Array.ConvertAll(integers, integer => new SymbolicSize(integer));
            elements.Add(value, known);
        }

        return known;
    }

    /// <summary>A size that equals no other as far as is known.</summary>
    public SymbolicSize Fresh() => new(1, new ValueList<int>(count++));

    /// <summary>
    /// The sizes that a RESHAPE of <paramref name="data"/> to a target gives: -1 replaced by what remains, where this is a whole product.
    /// </summary>
    public SymbolicSize[] Complete(SymbolicSize[] target, Value data)
    {
        var open = Array.IndexOf(target, new SymbolicSize(-1));
        if (open < 0 || SizesOf(data) is not { } sizes || Product(sizes)
            .DividedBy(Product(target.Where((_, axis) => axis != open))) is not { } rest)
        {
            return target;
        }

        return [.. target.Select((size, axis) => axis == open ? rest : size)];
    }

    public static SymbolicSize Product(IEnumerable<SymbolicSize> sizes) =>
        sizes.Aggregate(new SymbolicSize(1), (product, size) => product * size);
}
