namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        SupportActivations(operands).And(RecurrentProduct.SupportFloat(operands, 1, 2, 5, 6, 10, 11));

    public Step PrepareFloat(KernelContext context) => new RunStep(context, this);

    private KernelSupport SupportActivations(OperandTypes operands) =>
        RnnRules.SupportFloats(operands, Forward).And(RnnRules.SupportFloats(operands, Backward))
            .And(operands.OptionalInput(Auxiliary) is { } auxiliary ? IntegerWeights.SupportActivations(auxiliary, operands.Outputs[^1])
                : KernelSupport.Yes)
            .And(KernelSupport.When(MergeOutputs || operands.Outputs.Count == 2,
                $"the operands has {operands.Outputs.Count} outputs, not 2"));

    private sealed unsafe class RunStep : Step
    {
        private readonly Operand input;
        private readonly Operand? auxiliary;
        private readonly Operand forwardOutput;
        private readonly Operand backwardOutput;
        private readonly RnnDirection forward;
        private readonly RnnDirection backward;
        private readonly bool isCrossed;
        private readonly int backwardStart;

        public RunStep(KernelContext context, BidirectionalSequenceRnn @operator)
        {
            input = context.Input(0);
            auxiliary = context.OptionalInput(Auxiliary);
            isCrossed = @operator.TimeMajor && auxiliary is not null && context.OptionalInput(10) is null;
            forwardOutput = context.Output(0);
            backwardOutput = context.Output(@operator.MergeOutputs ? 0 : 1);
            forward = Direction(context, @operator, Forward, forwardOutput, backward: false);
            backward = Direction(context, @operator, Backward, backwardOutput, backward: true);
            backwardStart = @operator.MergeOutputs ? forward.Units : 0;
        }

        public override void Run()
        {
            var other = auxiliary is null ? null : auxiliary.Floats;
            forward.Run(input.Floats, other, forwardOutput.Floats);
            backward.Run(isCrossed ? other : input.Floats, other, backwardOutput.Floats + backwardStart);
        }

        private static RnnDirection Direction(KernelContext context, BidirectionalSequenceRnn @operator, RnnOperands operands,
            Operand output, bool backward) => new(
            context, context.OptionalInput(10) is null ? operands with { AuxiliaryWeights = null } : operands,
                SequenceLayout.Of(context.Input(0).Shape, @operator.TimeMajor),
            @operator.Activation, output.Shape[-1], @operator.AsymmetricQuantizeInputs, backward);
    }
}
