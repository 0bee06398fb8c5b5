using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What is known of the values of a graph before it runs. Here what the graph itself says: declared shapes and constants.
/// </summary>
internal class ValueFacts
{
    public static ValueFacts Declared { get; } = new();

    public virtual Shape ShapeOf(Value value) => value.Shape;

    /// <summary>The elements, where they are known by now; null otherwise.</summary>
    public virtual Tensor? ElementsOf(Value value) => value.Constant?.Evaluate();

    /// <summary>How many bytes known elements take, without computing them; null where they are not known.</summary>
    public virtual long? SizeOf(Value value) =>
        value.Constant is { ElementType: not ElementType.String } constant ? constant.SizeInBytes : null;
}
