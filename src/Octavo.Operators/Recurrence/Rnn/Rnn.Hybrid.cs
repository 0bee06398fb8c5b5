namespace Octavo.Operators;

internal sealed partial record Rnn : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        RnnRules.SupportFloats(operands, Operands).And(RecurrentProduct.SupportHybrid(operands, 1, 2));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
