namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceLstm : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        LstmSupport.Float(operands, Attributes, LstmOperands.Forward, LstmOperands.Backward).And(SupportAuxiliary(operands));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private static KernelSupport SupportAuxiliary(OperandTypes operands) => RecurrentProduct.SupportFloat(operands, AuxiliaryInput);

    private LstmStep Prepare(KernelContext context)
    {
        var shapes = context.Shapes;
        var (forward, backward) = Sizes(shapes);
        var input = context.Input(0).Shape;
        var layout = SequenceLayout.Of(input, TimeMajor);
        int? auxiliary = HasAuxiliaryWeights(shapes) ? AuxiliaryInput : null;
        var backwardInput = auxiliary is null && context.OptionalInput(AuxiliaryInput) is not null ? AuxiliaryInput : 0;
        var backwardOutput = context.Output(MergeOutputs ? 0 : 1);
        return new LstmStep(
            context,
            new LstmSequence(context, LstmOperands.Forward, Attributes, forward, layout, 0, auxiliary, context.Output(0), 0),
            new LstmSequence(
                context, LstmOperands.Backward, Attributes, backward, layout with { IsBackward = true }, backwardInput, auxiliary,
                backwardOutput,
                MergeOutputs ? forward.Outputs : 0));
    }
}
