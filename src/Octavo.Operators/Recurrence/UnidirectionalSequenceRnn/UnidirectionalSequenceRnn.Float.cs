namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => RnnRules.SupportFloats(operands, Rnn.Operands)
        .And(RecurrentProduct.SupportFloat(operands, 1, 2));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private RnnStep Prepare(KernelContext context) => new(context, new RnnDirection(
        context, Rnn.Operands, SequenceLayout.Of(context.Input(0).Shape, TimeMajor), Activation, context.Output(0).Shape[-1],
        AsymmetricQuantizeInputs));
}
