namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => LstmSupport.Float(operands, Attributes, LstmOperands.Single);

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private LstmStep Prepare(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(context.Shapes, LstmOperands.Single, input[-1], 0, DiagonalRecurrentWeights);
        var layout = SequenceLayout.Of(input, TimeMajor);
        return new LstmStep(context,
            new LstmSequence(context, LstmOperands.Single, Attributes, sizes, layout, 0, null, context.Output(0), 0));
    }
}
