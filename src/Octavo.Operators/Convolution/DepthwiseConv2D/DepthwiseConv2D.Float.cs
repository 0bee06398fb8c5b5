using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record DepthwiseConv2D : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
            $"the input is {operands.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the filter is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context) =>
        context.Output(0).ElementCount == 0 ? new BiasStep(null, context.Output(0), Activation)
        : new FloatStep(context, this, Geometry(context));

    private Convolution2DGeometry Geometry(KernelContext context)
    {
        var (input, filter) = (context.Input(0).Shape, context.Input(1).Shape);
        var rows = WindowGeometry.Along(input[1], filter[1], StrideHeight, DilationHeight, Padding, context.Node.Where);
        var columns = WindowGeometry.Along(input[2], filter[2], StrideWidth, DilationWidth, Padding, context.Node.Where);
        return ConvolutionWindows.Geometry(input, rows, columns, filter[3]);
    }

    private sealed unsafe record FilterAndBias(Constant? Bias) : PackedForm<AlignedMemory>
    {
        public override AlignedMemory Pack(Tensor constant)
        {
            var count = checked((int)constant.ElementCount + constant.Shape[3]);
            var memory = new AlignedMemory((long)count * sizeof(float));
            var bias = Bias?.Evaluate();
            Float32DepthwiseConvolution2D.Pack(constant.Values<float>(),
                bias is null ? [] : bias.Values<float>(), new Span<float>(memory.Pointer, count));
            return memory;
        }
    }

    private sealed unsafe class FloatStep : Step
    {
        private readonly Convolution2DGeometry geometry;
        private readonly Operand input;
        private readonly Operand filter;
        private readonly Operand? bias;
        private readonly Operand output;
        private readonly WorkerPool workers;
        private readonly KernelMode mode;
        private readonly FusedActivation activation;
        private readonly AlignedMemory? packed;
        private readonly ScratchMemory? scratch;

        public FloatStep(KernelContext context, DepthwiseConv2D @operator, Convolution2DGeometry geometry)
        {
            this.geometry = geometry;
            input = context.Input(0);
            filter = context.Input(1);
            bias = context.OptionalInput(2);
            output = context.Output(0);
            workers = context.Workers;
            mode = context.Mode;
            activation = @operator.Activation;
            if (filter.IsConstant && bias is null or { IsConstant: true })
            {
                packed = context.Packed(1, new FilterAndBias(bias?.Value.Constant));
            }
            else
            {
                scratch = context.Scratch(Float32DepthwiseConvolution2D.PackedFloatCount(geometry) * sizeof(float));
            }
        }

        public override void Run()
        {
            var weights = packed is null ? scratch!.Floats : (float*)packed.Pointer;
            if (scratch is not null)
            {
                var count = checked((int)(scratch.SizeInBytes / sizeof(float)));
                Float32DepthwiseConvolution2D.Pack(filter.Span<float>(),
                    bias is null ? [] : bias.Span<float>(), new Span<float>(weights, count));
            }

            Float32DepthwiseConvolution2D.Run(geometry, input.Floats, weights, output.Floats, activation.RangeInside(), workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
