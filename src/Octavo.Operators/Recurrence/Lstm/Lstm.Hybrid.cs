namespace Octavo.Operators;

internal sealed partial record Lstm : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) => SupportList(operands)
        .And(KernelSupport.When(KernelType == LstmKernelType.Full, "a basic LSTM has no hybrid form"))
        .And(KernelType == LstmKernelType.Full && SupportList(operands).IsYes
            ? LstmSupport.Hybrid(operands, Attributes, LstmOperands.Single) : KernelSupport.Yes);

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
