using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What is known of a node's inputs when the shapes of its outputs are asked for.</summary>
internal sealed class ShapeContext
{
    private readonly Node? node;
    private readonly Operator @operator;
    private readonly IReadOnlyList<Value?> inputs;

    /// <param name="facts">What is known of its inputs; what the graph declares, where it is null.</param>
    public ShapeContext(Node node, ValueFacts? facts = null)
    {
        this.node = node;
        (@operator, inputs, Facts) = (node.Operator, node.Inputs, facts ?? ValueFacts.Declared);
    }

    /// <summary>Of a node that there is not yet.</summary>
    public ShapeContext(Operator @operator, IReadOnlyList<Value?> inputs) => (this.@operator, this.inputs, Facts) =
        (@operator, inputs, ValueFacts.Declared);

    public ValueFacts Facts { get; }

    /// <summary>How errors name the node.</summary>
    public string Where => node?.Where ?? @operator.Name;

    public int InputCount => inputs.Count;

    public int OutputCount => node?.Outputs.Count ?? 1;

    /// <summary>Type and shape of an input, or null where it is absent.</summary>
    public TypedShape? OptionalInput(int index) =>
        index < inputs.Count && inputs[index] is { } value ? new TypedShape(value.ElementType, Facts.ShapeOf(value)) : null;

    /// <summary>The elements of an input, where they are known by now; null otherwise.</summary>
    public Tensor? Known(int index) => index < inputs.Count && inputs[index] is { } value ? Facts.ElementsOf(value) : null;

    /// <summary>
    /// The declared type and shape of an output: what the file or importer said. Operators without a rule of their own may fall back on it.
    /// </summary>
    public TypedShape DeclaredOutput(int index) => node is not null
        ? new(node.Outputs[index].ElementType, node.Outputs[index].Shape)
        : new(OptionalInput(0)?.ElementType ?? ElementType.Float32, Shape.Unknown);

    /// <exception cref="OctavoException">The input is absent.</exception>
    public TypedShape Input(int index) => OptionalInput(index) ?? throw new OctavoException(
        ErrorKind.MalformedModel, $"input {index} is absent", Where, "a value", $"{InputCount} inputs");

    /// <summary>
    /// The size of one axis of an input, or <see cref="Shape.UnknownSize"/> where the rank or the size is not known; negative axes count
    /// from the end.
    /// </summary>
    /// <exception cref="OctavoException">The input is absent, or has no such axis (kind Shape).</exception>
    public int SizeOf(int input, int axis)
    {
        var shape = Input(input).Shape;
        if (!shape.HasRank)
        {
            return Shape.UnknownSize;
        }

        return axis < shape.Rank && axis >= -shape.Rank
            ? shape[axis]
            : throw Mismatch($"input {input} has too few axes", axis >= 0 ? $"at least {axis + 1}" : $"at least {-axis}", shape.ToString());
    }

    /// <summary>The elements of a known input as 32-bit integers (from int32 or int64), or null.</summary>
    /// <exception cref="OctavoException">An element does not fit 32 bits, or the type is no integer.</exception>
    public int[]? KnownIntegers(int index) => Known(index) is { } tensor ? IndexValues.ToInt32(tensor, Where) : null;

    /// <summary>How many elements an input has, where its shape is known; null otherwise.</summary>
    /// <exception cref="OctavoException">The input is absent.</exception>
    public long? ElementCount(int input) => Input(input).Shape is { IsKnown: true } shape ? shape.ElementCount : null;

    /// <summary>
    /// Checks how many elements an input has, also where only its shape is known and its elements are computed in each run.
    /// </summary>
    /// <exception cref="OctavoException">It is known to have another number of elements (kind Shape).</exception>
    public void RequireElements(int input, long count, string what)
    {
        if (ElementCount(input) is { } found && found != count)
        {
            throw Mismatch(what, $"{count} elements", $"{found}");
        }
    }

    /// <summary>An error of kind Shape at this node.</summary>
    public OctavoException Mismatch(string what, string expected, string found) =>
        new(ErrorKind.Shape, what, Where, expected, found, "Check the shapes of the model's inputs.");
}
