namespace Octavo.Kernels;

/// <summary>
/// Convolution of float32 images: output[b, y, x, o] = clamp(bias[o] + sum over (filterY, filterX, inputChannel) of input x filter), in
/// that order, with fused multiply-add, as a product of gathered rows (<see cref="Float32Gemm"/>). Output must not overlap an input.
/// </summary>
internal static unsafe class Float32Convolution2D
{
    /// <summary>Packs a filter [outputChannels, filterHeight, filterWidth, inputChannels / groups] for <see cref="Run"/>.</summary>
    public static PackedFloat32Weights Pack(ReadOnlySpan<float> filter, in Convolution2DGeometry geometry) =>
        PackedFloat32Weights.FromRows(filter, geometry.GroupOutputChannels, geometry.Depth, SumOrder.InOrder, geometry.Groups);

    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        geometry.IsPointwise ? 0 : Float32Gemm.ScratchBytes(geometry.Depth, threadCount);

    /// <summary>Runs the convolution; <paramref name="bias"/> [outputChannels] or null.</summary>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, PackedFloat32Weights filter, float* bias, float* output, ActivationRange range,
        byte* scratch, WorkerPool pool, KernelMode mode)
    {
        for (var group = 0; group < geometry.Groups; group++)
        {
            var firstOutput = group * geometry.GroupOutputChannels;
            var groupBias = bias == null ? null : bias + firstOutput;
            if (geometry.IsPointwise)
            {
                Float32Gemm.Run(
                    input + (group * geometry.GroupInputChannels), geometry.InputChannels, geometry.PixelCount, filter.Group(group),
                    groupBias, output + firstOutput, geometry.OutputChannels, range, pool, mode);
            }
            else
            {
                var rows = new Float32Rows(new ConvolutionRows<float>(input, geometry, group));
                Float32Gemm.Run(ref rows, geometry.PixelCount, filter.Group(group), groupBias, output + firstOutput,
                    geometry.OutputChannels, range, scratch, pool, mode);
            }
        }
    }

    private readonly struct Float32Rows(ConvolutionRows<float> rows) : IFloat32RowSource
    {
        public void Gather(int firstRow, int rowCount, float* destination) => rows.Gather(firstRow, rowCount, destination, 0);
    }
}
