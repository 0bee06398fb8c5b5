using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// What is known of a small vector of integers that shape arithmetic computes: some sizes of a shape, while others are not known.
/// </summary>
internal static class PartialIntegers
{
    private const int DeepestChain = 12;
    private const int MostElements = 32;

    /// <summary>The elements, null for each that is not known; null where nothing is.</summary>
    public static long?[]? Of(Value value) => Of(value, DeepestChain);

    /// <summary>The output of a node whose elements are all known.</summary>
    public static Tensor? Answer(Node node)
    {
        if (node.Operator is not (StridedSlice or Slice or Gather or Pack or Concatenation or Cast or Reshape or Squeeze or ExpandDims)
            || node.Outputs.Count != 1
            || node.Output.ElementType is not (ElementType.Int32 or ElementType.Int64) || !node.Output.Shape.IsKnown
            || Of(node.Output, DeepestChain) is not { } elements || elements.Any(element => element is null)
                || elements.Length != node.Output.Shape.ElementCount)
        {
            return null;
        }

        return node.Output.ElementType == ElementType.Int64
            ? Tensor.From(node.Output.Shape, Array.ConvertAll(elements, element => element!.Value))
            : Tensor.From(node.Output.Shape, Array.ConvertAll(elements, element => (int)element!.Value));
    }

    /// <summary>
    /// The shape of an output whose sizes an input says, some of which only the run knows; null for other nodes, and where nothing is
    /// known.
    /// </summary>
    public static Shape? Sizes(Node node)
    {
        var (named, least) = node.Operator switch
        {
            Fill => (node.Input(0), 0),
            Reshape => (node.OptionalInput(1), -1),
            _ => (null, 0),
        };
        return named is { IsConstant: false } && Of(named) is { } sizes
            && Array.TrueForAll(sizes, size => size is null || (size >= least && size <= int.MaxValue))
            ? new Shape([.. sizes.Select(size => (int?)size ?? Shape.UnknownSize)])
            : null;
    }

    private static long?[]? Of(Value value, int depth)
    {
        if (value.Constant is { } constant)
        {
            return constant.ElementType is ElementType.Int32 or ElementType.Int64 && constant.ElementCount <= MostElements
                ? Elements(constant.Evaluate()) : null;
        }

        return depth == 0 || value.Producer is not { } producer ? null : Of(producer, depth - 1);
    }

    private static long?[]? Of(Node node, int depth) => node.Operator switch
    {
        ShapeOf =>
            node.Input(0).Shape is { HasRank: true } shape ? [.. shape.ToArray().Select(size => size < 0 ? (long?)null : size)] : null,
        Cast => node.Input(0).ElementType is ElementType.Int32 or ElementType.Int64 ? Of(node.Input(0), depth) : null,
        Reshape or Squeeze or ExpandDims => Of(node.Input(0), depth),
        Pack { Axis: 0 } => Join(node, depth, isScalars: true),
        Concatenation => Join(node, depth, isScalars: false),
        StridedSlice or Slice or Gather => Picked(node, depth),
        _ => null,
    };

    private static long?[]? Join(Node node, int depth, bool isScalars)
    {
        var all = new List<long?>();
        foreach (var input in node.Inputs)
        {
            if (input is null || !input.Shape.IsKnown || input.Shape.Rank != (isScalars ? 0 : 1) || input.Shape.ElementCount > MostElements)
            {
                return null;
            }

            all.AddRange(Of(input, depth) ?? new long?[input.Shape.ElementCount]);
        }

        return all.Count <= MostElements ? [.. all] : null;
    }

    /// <summary>What a slice picks from a partly known vector: the same slice of the vector's positions.</summary>
    private static long?[]? Picked(Node node, int depth)
    {
        if (node.Input(0).Shape is not { IsKnown: true, Rank: 1 } || !node.Inputs.Skip(1).All(input => input?.Constant is not null)
            || Of(node.Input(0), depth) is not { } source)
        {
            return null;
        }

        var positions = Tensor.From(new Shape(source.Length), Enumerable.Range(0, source.Length).ToArray());
        if (node.Input(0).ElementType == ElementType.Int64)
        {
            positions =
                Tensor.From(new Shape(source.Length), Array.ConvertAll(positions.Values<int>().ToArray(), position => (long)position));
        }

        var picked = NodeEvaluator.Evaluate(node, [positions, .. node.Inputs.Skip(1).Select(input => input?.Constant!.Evaluate())])[0];
        return [.. Elements(picked).Select(position => source[(int)position!.Value])];
    }

    private static long?[] Elements(Tensor tensor) => tensor.ElementType == ElementType.Int64
        ? Array.ConvertAll(tensor.Values<long>().ToArray(), element => (long?)element)
        : Array.ConvertAll(tensor.Values<int>().ToArray(), element => (long?)element);
}
