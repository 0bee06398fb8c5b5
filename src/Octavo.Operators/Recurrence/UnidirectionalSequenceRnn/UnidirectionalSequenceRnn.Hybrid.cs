using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => RnnRules.SupportFloats(node, Rnn.Operands)
        .And(RecurrentProduct.SupportMixed(node, [1], [2]))
        .And(SequenceMask.Support(node, Masked, MaskInput));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
