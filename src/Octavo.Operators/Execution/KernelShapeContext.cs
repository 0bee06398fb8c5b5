using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The shapes of a node's operands as a kernel is prepared for them.</summary>
internal sealed class KernelShapeContext(KernelContext context) : ShapeContext
{
    public override string Where => context.Node.Where;

    public override int InputCount => context.Node.Inputs.Count;

    public override int OutputCount => context.Node.Outputs.Count;

    public override TypedShape? OptionalInput(int index) => context.OptionalInput(index) is { } operand ? new TypedShape(operand.ElementType, operand.Shape) : null;

    public override Tensor? Known(int index) => context.Node.OptionalInput(index)?.Constant?.Evaluate();

    public override TypedShape DeclaredOutput(int index) => new(context.Output(index).ElementType, context.Output(index).Shape);
}
