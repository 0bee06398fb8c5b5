using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A node's inputs as the graph declares them, its constants known.</summary>
internal sealed class NodeShapeContext(Node node) : ShapeContext
{
    public override string Where => node.Where;

    public override int InputCount => node.Inputs.Count;

    public override int OutputCount => node.Outputs.Count;

    public override TypedShape? OptionalInput(int index) =>
        node.OptionalInput(index) is { } value ? new TypedShape(value.ElementType, value.Shape) : null;

    public override Tensor? Known(int index) => node.OptionalInput(index)?.Constant?.Evaluate();

    public override TypedShape DeclaredOutput(int index) => new(node.Outputs[index].ElementType, node.Outputs[index].Shape);
}
