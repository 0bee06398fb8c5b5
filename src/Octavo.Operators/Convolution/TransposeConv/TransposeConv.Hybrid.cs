using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record TransposeConv : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        IntegerWeights.SupportActivations(operands.Input(2), operands.Output)
            .And(IntegerWeights.Support(operands.Input(1), 0));

    public Step PrepareHybrid(KernelContext context) =>
        context.Output(0).ElementCount == 0 || context.Input(1).ElementCount == 0 || context.Input(2).ElementCount == 0
            ? new BiasStep(context.OptionalInput(3), context.Output(0), Activation)
            : new HybridStep(context, this, Geometry(context));

    private sealed unsafe class HybridStep : Step
    {
        private readonly Convolution2DGeometry geometry;
        private readonly Operand filter;
        private readonly Operand input;
        private readonly Operand? bias;
        private readonly Operand output;
        private readonly WorkerPool workers;
        private readonly KernelMode mode;
        private readonly FusedActivation activation;
        private readonly ScratchMemory scratch;
        private readonly float[] scales;
        private readonly sbyte[] weights;
        private readonly PackedInt8TransposeFilter packed;

        public HybridStep(KernelContext context, TransposeConv @operator, Convolution2DGeometry geometry)
        {
            this.geometry = geometry;
            filter = context.Input(1);
            input = context.Input(2);
            bias = context.OptionalInput(3);
            output = context.Output(0);
            workers = context.Workers;
            mode = context.Mode;
            activation = @operator.Activation;
            scratch = context.Scratch(HybridTransposeConvolution2D.ScratchBytes(geometry, context.Threads));
            scales = [.. filter.Quantization!.Scales];
            weights = filter.IsConstant ? [] : new sbyte[filter.ElementCount];
            packed = filter.IsConstant
                ? context.Packed(1, new HybridFilter(@operator.StrideHeight, @operator.StrideWidth, new ValueList<float>(scales)))
                : new PackedInt8TransposeFilter(geometry);
        }

        public override void Run()
        {
            if (!filter.IsConstant)
            {
                IntegerWeights.Read(filter.ElementType, filter.Bytes, weights);
                packed.Pack(weights, scales);
            }

            HybridTransposeConvolution2D.Run(
                geometry, input.Floats, packed, bias is null ? null : bias.Floats, output.Floats, activation.RangeInside(), scratch.Pointer,
                workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }

    private sealed record HybridFilter(int StrideHeight, int StrideWidth, ValueList<float> Scales) : PackedForm<PackedInt8TransposeFilter>
    {
        public override PackedInt8TransposeFilter Pack(Tensor constant)
        {
            var packed = new PackedInt8TransposeFilter(FilterGeometry(constant.Shape, StrideHeight, StrideWidth));
            packed.Pack(IntegerWeights.Read(constant), Scales.AsSpan());
            return packed;
        }
    }
}
