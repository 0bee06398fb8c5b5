using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        SupportLayout()
            .And(KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
                $"the input is {operands.Input(0).ElementType}, not Float32"))
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the weights are {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        var weights = context.Input(1).Shape;
        return weights.ElementCount == 0
            ? new BiasStep(context.OptionalInput(2), context.Output(0), Activation)
            : new FloatStep(context, this,
                new Float32Matrices(context, 1, 1, weights[0], weights[1], Float32Weights.OrderOf(weights[0]), columns: false));
    }

    private KernelSupport SupportLayout() =>
        KernelSupport.When(WeightsFormat == FullyConnectedWeightsFormat.Default,
            "the weights are shuffled for uint8 activations on old ARM processors");

    private sealed unsafe class FloatStep(KernelContext context, FullyConnected @operator, Float32Matrices weights) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand? bias = context.OptionalInput(2);
        private readonly Operand output = context.Output(0);
        private readonly int outputs = context.Input(1).Shape[0];
        private readonly int depth = context.Input(1).Shape[1];
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly FusedActivation activation = @operator.Activation;

        public override void Run()
        {
            weights.Refresh(workers);
            var rows = checked((int)(input.ElementCount / depth));
            Float32Gemm.Run(
                input.Floats, depth, rows, weights.Group(0), bias is null ? null : bias.Floats, output.Floats, outputs,
                activation.RangeInside(), workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
