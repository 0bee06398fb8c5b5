using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Lstm : IFloatKernel
{
    public KernelSupport SupportFloat(Node node)
    {
        if (IsOfAnotherList(node.Inputs.Count, node.Outputs.Count))
        {
            return SupportList(node);
        }

        return KernelType == LstmKernelType.Full
            ? LstmSupport.Float(node, Attributes, LstmOperands.Single)
            : RecurrentProduct.SupportFloat(node, 0, PreviousHidden, BasicWeights, BasicBiases, PreviousCell);
    }

    public Step PrepareFloat(KernelContext context) => KernelType == LstmKernelType.Full ? Prepare(context) : new BasicFloatStep(context);

    private KernelSupport SupportList(Node node) => KernelSupport.When(
        !IsOfAnotherList(node.Inputs.Count, node.Outputs.Count), $"it has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs, as files of 2017 do");

    private LstmStep Prepare(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(new KernelShapeContext(context), LstmOperands.Single, input[-1], 0, diagonal: false);
        return new LstmStep(context, new LstmSequence(context, LstmOperands.Single, Attributes, sizes, new SequenceLayout(input[0], 1, true), 0, null, context.Output(0), 0));
    }
}
