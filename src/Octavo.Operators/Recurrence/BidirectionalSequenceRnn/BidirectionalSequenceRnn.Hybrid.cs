using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => SupportActivations(node).And(RecurrentProduct.SupportHybrid(node, 1, 2, 5, 6, 10, 11));

    public Step PrepareHybrid(KernelContext context) => new RunStep(context, this);
}
