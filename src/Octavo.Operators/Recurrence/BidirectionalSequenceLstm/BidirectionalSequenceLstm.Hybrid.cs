using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceLstm : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => LstmSupport.Hybrid(node, Attributes, LstmOperands.Forward, LstmOperands.Backward).And(SupportAuxiliary(node));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
