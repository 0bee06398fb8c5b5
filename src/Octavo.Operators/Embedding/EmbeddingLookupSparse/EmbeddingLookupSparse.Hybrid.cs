namespace Octavo.Operators;

internal sealed partial record EmbeddingLookupSparse : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) => SupportOperands(operands).And(EmbeddingRows.Support(operands.Input(4)));

    public Step PrepareHybrid(KernelContext context) => new FloatStep(context, Combiner, new EmbeddingRows(context.Input(4)));
}
