namespace Octavo.Kernels;

/// <summary>
/// Convolution of float images, each quantized as a whole, with an 8-bit filter. Places outside of the input count as zero. The sum is
/// exact. Symmetric input: output = clamp(sum x (inputScale x weightScale) + bias); asymmetric: clamp((sum x weightScale) x inputScale +
/// bias); one rounding an operation. Output must not overlap an input. Source: LiteRT tflite/kernels/conv.cc, EvalHybrid and
/// EvalHybridPerChannel.
/// </summary>
internal static unsafe class HybridConvolution2D
{
    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        QuantizedInputs.Bytes(geometry.Batch, ImageSize(geometry)) + Int8Gemm.ScratchBytes(geometry.Depth, threadCount);

    /// <summary>Runs the convolution.</summary>
    /// <param name="filter">[groups, outputs of a group, depth], packed from TFLite's layout.</param>
    /// <param name="bias">[outputChannels], or null.</param>
    /// <param name="asymmetric">Whether images are quantized with a zero point.</param>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, PackedInt8Weights filter, float* bias, float* output, ActivationRange range,
        bool asymmetric, byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var images = QuantizedInputs.From(input, geometry.Batch, checked((int)ImageSize(geometry)), asymmetric, scratch, pool, mode);
        for (var group = 0; group < geometry.Groups; group++)
        {
            var firstOutput = group * geometry.GroupOutputChannels;
            var source = new Rows(images.Codes, geometry, group, images.ZeroPoints);
            var epilogue = new HybridEpilogue
            {
                InputScales = images.Scales, ZeroPoints = images.ZeroPoints, RowsPerInput = geometry.OutputHeight * geometry.OutputWidth,
                WeightScales = filter.Scales(group), WeightSums = filter.Sums(group), Bias = bias == null ? null : bias + firstOutput,
                Output = output + firstOutput, OutputStride = geometry.OutputChannels, Range = range,
                Scaling = asymmetric ? HybridScaling.WeightFirst : HybridScaling.Combined, Mode = mode,
            };
            Int8Gemm.Run(ref source, geometry.PixelCount, filter, group, ref epilogue, images.Rest, pool, mode);
        }
    }

    private static long ImageSize(in Convolution2DGeometry geometry) =>
        (long)geometry.InputHeight * geometry.InputWidth * geometry.InputChannels;

    /// <summary>Gathered rows, in which a zero point stands for zero; of a pointwise convolution, the input as it is.</summary>
    private readonly struct Rows(sbyte* codes, in Convolution2DGeometry geometry, int group, int* zeroPoints) : IInt8RowSource
    {
        private readonly ConvolutionRows<sbyte> rows = new(codes, geometry, group);
        private readonly int pixelsPerImage = geometry.OutputHeight * geometry.OutputWidth;
        private readonly sbyte* pixels = geometry.IsPointwise ? codes + (group * geometry.GroupInputChannels) : null;
        private readonly nint channels = geometry.InputChannels;

        public sbyte* Row(int row, sbyte* buffer)
        {
            if (pixels != null)
            {
                return pixels + (row * channels);
            }

            rows.Gather(row, 1, buffer, (sbyte)zeroPoints[row / pixelsPerImage]);
            return null;
        }
    }
}
