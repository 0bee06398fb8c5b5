using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceGru : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => SupportFloats(operands).And(RecurrentProduct.SupportFloat(operands, 1, 2));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private GruStep Prepare(KernelContext context) => JoinedInputs ? new JoinedGruStep(context, this) : new SeparateGruStep(context, this);

    private KernelSupport SupportFloats(OperandTypes operands)
    {
        var support = IntegerWeights.SupportActivations(operands.Input(0), operands.Outputs[0])
            .And(KernelSupport.When(Activation != FusedActivation.SignBit, $"{Activation} is no activation of a candidate"));
        foreach (var index in new[] { 3, 4, InitialState })
        {
            support = support.And(KernelSupport.When(
                operands.OptionalInput(index) is null or { ElementType: ElementType.Float32 },
                $"input {index} is {operands.OptionalInput(index)?.ElementType}, not Float32"));
        }

        return support.And(SequenceMask.Support(operands, Masked, MaskInput));
    }
}
