using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Values that a node might read, to ask what its output would be.</summary>
internal sealed class ValueShapeContext(string where, IReadOnlyList<Value?> inputs) : ShapeContext
{
    public override string Where => where;

    public override int InputCount => inputs.Count;

    public override int OutputCount => 1;

    public override TypedShape? OptionalInput(int index) =>
        index < inputs.Count && inputs[index] is { } value ? new TypedShape(value.ElementType, value.Shape) : null;

    public override Tensor? Known(int index) => index < inputs.Count ? inputs[index]?.Constant?.Evaluate() : null;

    public override TypedShape DeclaredOutput(int index) => new(OptionalInput(0)?.ElementType ?? ElementType.Float32, Shape.Unknown);
}
