namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IQuantizedKernel
{
    public KernelSupport SupportQuantized(OperandTypes operands) => IntegerLstmSupport.Of(operands, LstmOperands.Single, Attributes);

    public Step PrepareQuantized(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(context.Shapes, LstmOperands.Single, input[-1], 0, diagonal: false);
        var layout = SequenceLayout.Of(input, TimeMajor);
        return new IntegerLstmSequence(context, LstmOperands.Single, Attributes, sizes, layout);
    }
}
