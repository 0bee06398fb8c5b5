using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceGru : IFloatKernel
{
    public KernelSupport SupportFloat(Node node) => SupportFloats(node).And(RecurrentProduct.SupportFloat(node, 1, 2));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private GruStep Prepare(KernelContext context) => JoinedInputs ? new JoinedGruStep(context, this) : new SeparateGruStep(context, this);

    private KernelSupport SupportFloats(Node node)
    {
        var support = IntegerWeights.SupportActivations(node.Input(0), node.Outputs[0])
            .And(KernelSupport.When(Activation != FusedActivation.SignBit, $"{Activation} is no activation of a candidate"));
        foreach (var index in new[] { 3, 4, InitialState })
        {
            support = support.And(KernelSupport.When(
                node.OptionalInput(index) is null or { ElementType: ElementType.Float32 }, $"input {index} is {node.OptionalInput(index)?.ElementType}, not Float32"));
        }

        return support.And(SequenceMask.Support(node, Masked, MaskInput));
    }
}
