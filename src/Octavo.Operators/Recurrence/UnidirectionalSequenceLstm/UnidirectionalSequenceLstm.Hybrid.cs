using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) => LstmSupport.Hybrid(node, Attributes, LstmOperands.Single).And(SequenceMask.Support(node, Masked, MaskInput));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);
}
