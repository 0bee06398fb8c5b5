using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookupSparse : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => SupportOperands(node).And(EmbeddingRows.Support(node.Input(4)));

    public Step PrepareHybrid(KernelContext context) => new FloatStep(context, Combiner, new EmbeddingRows(context.Input(4)));
}
