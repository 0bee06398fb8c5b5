using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Rnn : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => RnnRules.SupportFloats(node, Operands).And(RecurrentProduct.SupportHybrid(node, 1, 2));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
