namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        SupportActivations(operands).And(RecurrentProduct.SupportHybrid(operands, 1, 2, 5, 6, 10, 11));

    public Step PrepareHybrid(KernelContext context) => new RunStep(context, this);
}
