using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record TransposeConv : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(2).ElementType == ElementType.Float32,
            $"the input is {operands.Input(2).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the filter is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context) =>
        context.Output(0).ElementCount == 0 || context.Input(1).ElementCount == 0 || context.Input(2).ElementCount == 0
            ? new BiasStep(context.OptionalInput(3), context.Output(0), Activation)
            : new FloatStep(context, this, Geometry(context));

    private Convolution2DGeometry Geometry(KernelContext context)
    {
        var (filter, input, output) = (context.Input(1).Shape, context.Input(2).Shape, context.Output(0).Shape);
        var rows = WindowGeometry.Along(output[1], filter[1], StrideHeight, 1, Padding, context.Node.Where);
        var columns = WindowGeometry.Along(output[2], filter[2], StrideWidth, 1, Padding, context.Node.Where);
        return ConvolutionWindows.Geometry(input, rows, columns, filter[0]) with
        {
            InputHeight = input[1], InputWidth = input[2], OutputHeight = output[1], OutputWidth = output[2],
        };
    }

    /// <summary>What packing reads of a geometry, which is not the size of images.</summary>
    private static Convolution2DGeometry FilterGeometry(Shape filter, int strideHeight, int strideWidth) => new()
    {
        InputHeight = 0, InputWidth = 0, OutputHeight = 0, OutputWidth = 0,
        OutputChannels = filter[0], FilterHeight = filter[1], FilterWidth = filter[2], InputChannels = filter[3],
            StrideHeight = strideHeight, StrideWidth = strideWidth,
    };

    private sealed record FloatFilter(int StrideHeight, int StrideWidth) : PackedForm<PackedFloat32TransposeFilter>
    {
        public override PackedFloat32TransposeFilter Pack(Tensor constant) =>
            new(constant.Values<float>(), FilterGeometry(constant.Shape, StrideHeight, StrideWidth));
    }

    private sealed unsafe class FloatStep(KernelContext context, TransposeConv @operator, Convolution2DGeometry geometry) : Step
    {
        private readonly Operand filter = context.Input(1);
        private readonly Operand input = context.Input(2);
        private readonly Operand? bias = context.OptionalInput(3);
        private readonly Operand output = context.Output(0);
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly FusedActivation activation = @operator.Activation;
        private readonly ScratchMemory scratch = context.Scratch(Float32TransposeConvolution2D.ScratchBytes(geometry, context.Threads));
        private readonly PackedFloat32TransposeFilter packed = context.Input(1).IsConstant
            ? context.Packed(1, new FloatFilter(@operator.StrideHeight, @operator.StrideWidth))
            : new PackedFloat32TransposeFilter(geometry);

        public override void Run()
        {
            if (!filter.IsConstant)
            {
                packed.Pack(filter.Span<float>());
            }

            Float32TransposeConvolution2D.Run(
                geometry, input.Floats, packed, bias is null ? null : bias.Floats, output.Floats, activation.RangeInside(), scratch.Pointer,
                workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
