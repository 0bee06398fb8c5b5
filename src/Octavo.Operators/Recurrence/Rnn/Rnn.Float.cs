namespace Octavo.Operators;

internal sealed partial record Rnn : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        RnnRules.SupportFloats(operands, Operands).And(RecurrentProduct.SupportFloat(operands, 1, 2));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private RnnStep Prepare(KernelContext context) => new(context, new RnnDirection(
        context, Operands, new SequenceLayout(context.Input(0).Shape[0], 1, TimeMajor: true), Activation, context.Output(0).Shape[-1],
        AsymmetricQuantizeInputs));
}
