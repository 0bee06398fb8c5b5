namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceLstm : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        LstmSupport.Hybrid(operands, Attributes, LstmOperands.Forward, LstmOperands.Backward).And(SupportAuxiliary(operands));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
