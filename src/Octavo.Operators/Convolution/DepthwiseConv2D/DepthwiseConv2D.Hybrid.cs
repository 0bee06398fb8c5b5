using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record DepthwiseConv2D : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        IntegerWeights.SupportActivations(operands.Input(0), operands.Output)
            .And(IntegerWeights.Support(operands.Input(1), 3))
            .And(SupportScales(operands));

    public Step PrepareHybrid(KernelContext context) =>
        context.Output(0).ElementCount == 0 ? new BiasStep(null, context.Output(0), Activation)
        : new HybridStep(context, this, Geometry(context));

    private static KernelSupport SupportScales(OperandTypes operands)
    {
        var (filter, scales) = (operands.Input(1).Shape, operands.Input(1).Quantization?.Scales.Length);
        return KernelSupport.When(!filter.IsKnown || filter.Rank != 4 || scales == filter[3],
            $"the filter {filter} has {scales} scales, not one for each channel");
    }

    private sealed unsafe record SignedBytes : PackedForm<AlignedMemory>
    {
        public override AlignedMemory Pack(Tensor constant)
        {
            var memory = new AlignedMemory(constant.ElementCount);
            IntegerWeights.Read(constant.ElementType, constant.Bytes.Span,
                new Span<sbyte>(memory.Pointer, checked((int)constant.ElementCount)));
            return memory;
        }
    }

    private sealed unsafe class HybridStep : Step
    {
        private readonly Convolution2DGeometry geometry;
        private readonly Operand input;
        private readonly Operand filter;
        private readonly Operand? bias;
        private readonly Operand output;
        private readonly WorkerPool workers;
        private readonly KernelMode mode;
        private readonly FusedActivation activation;
        private readonly ScratchMemory scratch;
        private readonly AlignedMemory? packed;
        private readonly ScratchMemory? unpacked;
        private readonly float[] scales;

        public HybridStep(KernelContext context, DepthwiseConv2D @operator, Convolution2DGeometry geometry)
        {
            this.geometry = geometry;
            input = context.Input(0);
            filter = context.Input(1);
            bias = context.OptionalInput(2);
            output = context.Output(0);
            workers = context.Workers;
            mode = context.Mode;
            activation = @operator.Activation;
            scratch = context.Scratch(HybridDepthwiseConvolution2D.ScratchBytes(geometry, context.Threads));
            scales = [.. filter.Quantization!.Scales];
            if (filter.IsConstant)
            {
                packed = context.Packed(1, new SignedBytes());
            }
            else
            {
                unpacked = context.Scratch(filter.ElementCount);
            }
        }

        public override void Run()
        {
            var weights = (sbyte*)(packed is null ? unpacked!.Pointer : packed.Pointer);
            if (packed is null)
            {
                IntegerWeights.Read(filter.ElementType, filter.Bytes, new Span<sbyte>(weights, checked((int)filter.ElementCount)));
            }

            fixed (float* weightScales = scales)
            {
                HybridDepthwiseConvolution2D.Run(
                    geometry, input.Floats, weights, weightScales, bias is null ? null : bias.Floats, output.Floats,
                    activation.RangeInside(), scratch.Pointer, workers, mode);
            }

            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
