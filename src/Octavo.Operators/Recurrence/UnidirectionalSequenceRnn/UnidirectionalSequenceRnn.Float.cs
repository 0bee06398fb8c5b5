namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => RnnRules.SupportFloats(operands, Rnn.Operands)
        .And(RecurrentProduct.SupportFloat(operands, 1, 2))
        .And(SequenceMask.Support(operands, Masked, MaskInput));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private RnnStep Prepare(KernelContext context)
    {
        var layout = SequenceLayout.Of(context.Input(0).Shape, TimeMajor);
        return new RnnStep(context, new RnnDirection(context, Rnn.Operands, layout, Activation, context.Output(0).Shape[-1], AsymmetricQuantizeInputs, isJoined: JoinedInputs)
        {
            LastState = GivesLastStates ? context.Output(1) : null,
            Mask = new SequenceMask(context, Masked, MaskInput, layout),
        });
    }
}
