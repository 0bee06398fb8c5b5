namespace Octavo.Operators;

internal sealed partial record Reshape : IMovementKernel
{
    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new CopyStep(context.Input(0), context.Output(0));
}
