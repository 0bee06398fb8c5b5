using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// As a matrix product: a row has, for each tap of the filter in order, the input voxel that adds to the output voxel by this tap, or zeros
/// where there is none.
/// </summary>
internal sealed partial record Conv3DTranspose : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(2).ElementType == ElementType.Float32,
            $"the input is {operands.Input(2).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the filter is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context) =>
        context.Output(0).ElementCount == 0 || context.Input(1).ElementCount == 0 || context.Input(2).ElementCount == 0
            ? new BiasStep(context.OptionalInput(3), context.Output(0), Activation)
            : new FloatStep(context, this);

    private sealed unsafe class FloatStep : Step
    {
        private readonly Operand filter;
        private readonly Operand input;
        private readonly Operand? bias;
        private readonly Operand output;
        private readonly WorkerPool workers;
        private readonly KernelMode mode;
        private readonly FusedActivation activation;
        private readonly WindowGeometry depths;
        private readonly WindowGeometry rows;
        private readonly WindowGeometry columns;
        private readonly int taps;
        private readonly PackedFloat32Weights packed;
        private readonly ScratchMemory scratch;
        private readonly ScratchMemory? ordered;

        public FloatStep(KernelContext context, Conv3DTranspose @operator)
        {
            filter = context.Input(1);
            input = context.Input(2);
            bias = context.OptionalInput(3);
            output = context.Output(0);
            workers = context.Workers;
            mode = context.Mode;
            activation = @operator.Activation;
            depths = @operator.Windows(0, output.Shape[1], filter.Shape[0], context.Node.Where);
            rows = @operator.Windows(1, output.Shape[2], filter.Shape[1], context.Node.Where);
            columns = @operator.Windows(2, output.Shape[3], filter.Shape[2], context.Node.Where);
            taps = filter.Shape[0] * filter.Shape[1] * filter.Shape[2];
            var (outputs, depth) = (filter.Shape[3], checked(taps * filter.Shape[4]));
            packed = filter.IsConstant
                ? context.Packed(1, new Taps())
                : new PackedFloat32Weights(outputs, depth, SumOrder.InOrder);
            scratch = context.Scratch(Float32Gemm.ScratchBytes(depth, context.Threads));
            ordered = filter.IsConstant ? null : context.Scratch(filter.SizeInBytes);
        }

        public override void Run()
        {
            if (ordered is not null)
            {
                Order(filter.Floats, ordered.Floats, taps, filter.Shape[3], filter.Shape[4]);
                packed.Group(0).PackRows(ordered.Floats, packed.Depth);
            }

            var source = new TransposedVolumeRows(input.Floats, depths, rows, columns, input.Shape[4]);
            var outputs = output.Shape[4];
            Float32Gemm.Run(
                ref source, checked((int)(output.ElementCount / outputs)), packed.Group(0), bias is null ? null : bias.Floats,
                output.Floats, outputs,
                activation.RangeInside(), scratch.Pointer, workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }

        /// <summary>From [taps, outputs, channels] to [outputs, taps, channels].</summary>
        public static void Order(float* source, float* target, int taps, int outputs, int channels)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                for (var channel = 0; channel < outputs; channel++)
                {
                    var run = new ReadOnlySpan<float>(source + ((((nint)tap * outputs) + channel) * channels), channels);
                    run.CopyTo(new Span<float>(target + ((((nint)channel * taps) + tap) * channels), channels));
                }
            }
        }
    }

    private sealed unsafe record Taps : PackedForm<PackedFloat32Weights>
    {
        public override PackedFloat32Weights Pack(Tensor constant)
        {
            var (taps, outputs, channels) =
                (constant.Shape[0] * constant.Shape[1] * constant.Shape[2], constant.Shape[3], constant.Shape[4]);
            var rows = new float[constant.ElementCount];
            fixed (float* source = constant.Values<float>())
            fixed (float* target = rows)
            {
                FloatStep.Order(source, target, taps, outputs, channels);
            }

            return PackedFloat32Weights.FromRows(rows, outputs, taps * channels, SumOrder.InOrder);
        }
    }
}
