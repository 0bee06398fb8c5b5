namespace Octavo.Operators;

internal sealed partial record Lstm : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands)
    {
        if (IsOfAnotherList(operands.Inputs.Count, operands.Outputs.Count))
        {
            return SupportList(operands);
        }

        return KernelType == LstmKernelType.Full
            ? LstmSupport.Float(operands, Attributes, LstmOperands.Single)
            : RecurrentProduct.SupportFloat(operands, 0, PreviousHidden, BasicWeights, BasicBiases, PreviousCell);
    }

    public Step PrepareFloat(KernelContext context) => KernelType == LstmKernelType.Full ? Prepare(context) : new BasicFloatStep(context);

    private KernelSupport SupportList(OperandTypes operands) => KernelSupport.When(
        !IsOfAnotherList(operands.Inputs.Count, operands.Outputs.Count),
        $"it has {operands.Inputs.Count} inputs and {operands.Outputs.Count} outputs, as files of 2017 do");

    private LstmStep Prepare(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(context.Shapes, LstmOperands.Single, input[-1], 0, diagonal: false);
        return new LstmStep(context,
            new LstmSequence(context, LstmOperands.Single, Attributes, sizes, new SequenceLayout(input[0], 1, true), 0, null,
                context.Output(0), 0));
    }
}
