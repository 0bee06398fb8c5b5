using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Lstm : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => SupportList(node)
        .And(KernelSupport.When(KernelType == LstmKernelType.Full, "a basic LSTM has no hybrid form"))
        .And(KernelType == LstmKernelType.Full && SupportList(node).IsYes ? LstmSupport.Hybrid(node, Attributes, LstmOperands.Single) : KernelSupport.Yes);

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
