using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Depthwise convolution of float32 images: output channel o reads input channel o / multiplier, where multiplier = outputChannels /
/// inputChannels; output[b, y, x, o] = clamp(bias[o] + sum over (filterY, filterX) of input x filter), in that order, with fused
/// multiply-add; taps outside of the input are left out. Output must not overlap an input. <see cref="Convolution2DGeometry.Groups"/> isn't
/// read.
/// </summary>
internal static unsafe partial class Float32DepthwiseConvolution2D
{
    /// <summary>Floats that a packed filter and bias take.</summary>
    public static long PackedFloatCount(in Convolution2DGeometry geometry) =>
        (long)((geometry.FilterHeight * geometry.FilterWidth) + 1) * geometry.OutputChannels;

    /// <summary>
    /// Packs a filter [1, filterHeight, filterWidth, outputChannels], subnormal values replaced by zero, and a bias [outputChannels] (or an
    /// empty one, for zeros) into as many floats as <see cref="PackedFloatCount"/> says.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ReadOnlySpan<float> filter, ReadOnlySpan<float> bias, Span<float> packed)
    {
        for (var i = 0; i < filter.Length; i++)
        {
            packed[i] = float.IsSubnormal(filter[i]) ? 0 : filter[i];
        }

        packed[filter.Length..].Clear();
        bias.CopyTo(packed[filter.Length..]);
    }

    /// <summary>Runs the convolution with a filter from <see cref="Pack"/>.</summary>
    public static void Run(in Convolution2DGeometry geometry, float* input, float* packed, float* output, ActivationRange range,
        WorkerPool pool, KernelMode mode) =>
        Run(geometry, input, packed, output, range, pool, Choose(mode));

    internal static void Run(in Convolution2DGeometry geometry, float* input, float* packed, float* output, ActivationRange range,
        WorkerPool pool, Float32DepthwiseVariant variant)
    {
        var rows = geometry.Batch * geometry.OutputHeight;
        var threads = Float32Gemm.UsefulThreads(
            4L * geometry.PixelCount * geometry.OutputChannels * geometry.FilterHeight * geometry.FilterWidth, pool);
        var work = new RowRanges { Geometry = geometry, Input = input, Packed = packed, Output = output, Range = range, Variant = variant,
            Ranges = threads == 1 ? 1 : Math.Min(rows, threads * 4) };
        pool.Run(work.Ranges, ref work);
    }

    private struct RowRanges : IParallelWork
    {
        public Convolution2DGeometry Geometry;
        public float* Input;
        public float* Packed;
        public float* Output;
        public ActivationRange Range;
        public Float32DepthwiseVariant Variant;
        public int Ranges;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var rows = Geometry.Batch * Geometry.OutputHeight;
            nint imageSize = (nint)Geometry.InputHeight * Geometry.InputWidth * Geometry.InputChannels;
            var call = new Float32DepthwiseRow
            {
                Geometry = Geometry,
                Filter = Packed,
                Bias = Packed + (Geometry.FilterHeight * Geometry.FilterWidth * Geometry.OutputChannels),
                Range = Range,
            };
            var end = (int)((long)rows * (task + 1) / Ranges);
            for (var row = (int)((long)rows * task / Ranges); row < end; row++)
            {
                call.Y = row % Geometry.OutputHeight;
                call.Input = Input + (row / Geometry.OutputHeight * imageSize);
                call.Output = Output + ((nint)row * Geometry.OutputWidth * Geometry.OutputChannels);
                Variant.Run(call);
            }
        }
    }
}
