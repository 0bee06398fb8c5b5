namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) => LstmSupport.Hybrid(operands, Attributes, LstmOperands.Single);

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
