namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => LstmSupport.Float(operands, Attributes, LstmOperands.Single).And(SequenceMask.Support(operands, Masked, MaskInput));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private LstmStep Prepare(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(new KernelShapeContext(context), LstmOperands.Single, input[-1], 0, DiagonalRecurrentWeights, JoinedInputs);
        var layout = SequenceLayout.Of(input, TimeMajor);
        return new LstmStep(context, new LstmSequence(context, LstmOperands.Single, Attributes, sizes, layout, 0, null, context.Output(0), 0)
        {
            Mask = new SequenceMask(context, Masked, MaskInput, layout),
            LastHidden = GivesLastStates ? context.Output(1) : null,
            LastCell = GivesLastStates ? context.Output(2) : null,
        });
    }
}
