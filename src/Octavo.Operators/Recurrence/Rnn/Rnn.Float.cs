using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Rnn : IFloatKernel
{
    public KernelSupport SupportFloat(Node node) => RnnRules.SupportFloats(node, Operands).And(RecurrentProduct.SupportFloat(node, 1, 2));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    private RnnStep Prepare(KernelContext context) => new(context, new RnnDirection(
        context, Operands, new SequenceLayout(context.Input(0).Shape[0], 1, TimeMajor: true), Activation, context.Output(0).Shape[-1], AsymmetricQuantizeInputs));
}
