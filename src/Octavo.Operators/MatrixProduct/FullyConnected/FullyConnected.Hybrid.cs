using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        SupportLayout()
            .And(IntegerWeights.SupportActivations(operands.Input(0), operands.Output))
            .And(IntegerWeights.Support(operands.Input(1), 0));

    public Step PrepareHybrid(KernelContext context)
    {
        var weights = context.Input(1);
        return weights.ElementCount == 0
            ? new BiasStep(context.OptionalInput(2), context.Output(0), Activation)
            : new HybridStep(context, this,
                new Int8Matrices(context, 1, [.. weights.Quantization!.Scales], 1, weights.Shape[0], weights.Shape[1], columns: false));
    }

    private sealed unsafe class HybridStep(KernelContext context, FullyConnected @operator, Int8Matrices weights) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand? bias = context.OptionalInput(2);
        private readonly Operand output = context.Output(0);
        private readonly int rows = checked((int)(context.Input(0).ElementCount / context.Input(1).Shape[1]));
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly FusedActivation activation = @operator.Activation;
        private readonly bool asymmetric = @operator.AsymmetricQuantizeInputs;
        private readonly ScratchMemory scratch = context.Scratch(HybridGemm.ScratchBytes(
            checked((int)(context.Input(0).ElementCount / context.Input(1).Shape[1])), context.Input(1).Shape[1], context.Threads));

        public override void Run()
        {
            weights.Refresh();
            HybridGemm.Run(
                input.Floats, rows, weights.Packed, 0, bias is null ? null : bias.Floats, output.Floats, activation.RangeInside(),
                asymmetric, scratch.Pointer, workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
