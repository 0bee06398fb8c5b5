namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) => RnnRules.SupportFloats(operands, Rnn.Operands)
        .And(RecurrentProduct.SupportMixed(operands, [1], [2]));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
