using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Conv2D : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        IntegerWeights.SupportActivations(operands.Input(0), operands.Output)
            .And(IntegerWeights.Support(operands.Input(1), 0))
            .And(SupportGroups(operands));

    /// <summary>
    /// Images are quantized symmetrically where one scale serves all output channels, with a zero point where scales differ or there are
    /// groups, as LiteRT does.
    /// </summary>
    public Step PrepareHybrid(KernelContext context)
    {
        var filter = context.Input(1);
        if (context.Output(0).ElementCount == 0 || context.Input(0).ElementCount == 0 || filter.ElementCount == 0)
        {
            return new BiasStep(context.OptionalInput(2), context.Output(0), Activation);
        }

        var geometry = Geometry(context);
        float[] scales = [.. filter.Quantization!.Scales];
        return new HybridStep(
            context, this, geometry, geometry.Groups > 1 || Array.Exists(scales, scale => scale != scales[0]),
            new Int8Matrices(context, 1, scales, geometry.Groups, geometry.GroupOutputChannels, geometry.Depth, columns: false));
    }

    private static KernelSupport SupportGroups(OperandTypes operands)
    {
        var (input, filter) = (operands.Input(0).Shape, operands.Input(1).Shape);
        var isGrouped = input is { HasRank: true, Rank: 4 } && filter is { HasRank: true, Rank: 4 } && input[3] != Shape.UnknownSize
            && input[3] != filter[3];
        return KernelSupport.When(
            !isGrouped || operands.Input(1).Quantization?.Scales.Length == filter[0],
            "groups of channels need a filter with a scale for each output channel");
    }

    private sealed unsafe class HybridStep(KernelContext context, Conv2D @operator, Convolution2DGeometry geometry, bool asymmetric,
        Int8Matrices filter) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand? bias = context.OptionalInput(2);
        private readonly Operand output = context.Output(0);
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly FusedActivation activation = @operator.Activation;
        private readonly ScratchMemory scratch = context.Scratch(HybridConvolution2D.ScratchBytes(geometry, context.Threads));

        public override void Run()
        {
            filter.Refresh();
            HybridConvolution2D.Run(
                geometry, input.Floats, filter.Packed, bias is null ? null : bias.Floats, output.Floats, activation.RangeInside(),
                asymmetric, scratch.Pointer, workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
