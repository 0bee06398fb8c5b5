using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// Depthwise convolution (<see cref="Float32DepthwiseConvolution2D"/>) of float images, each quantized as a whole with a zero point, and an
/// 8-bit filter with a scale for each output channel: output = clamp(sum x (inputScale x weightScale) + bias), the sum over taps inside of
/// the input exact, one rounding an operation. Output must not overlap an input. Source: LiteRT tflite/kernels/depthwise_conv.cc,
/// EvalHybridPerChannel.
/// </summary>
internal static unsafe class HybridDepthwiseConvolution2D
{
    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        QuantizedInputs.Bytes(geometry.Batch, ImageSize(geometry)) + (SumBytes(geometry) * threadCount);

    /// <summary>Runs the convolution.</summary>
    /// <param name="filter">[filterHeight, filterWidth, outputChannels], symmetric.</param>
    /// <param name="scales">[outputChannels].</param>
    /// <param name="bias">[outputChannels], or null.</param>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, sbyte* filter, float* scales, float* bias, float* output, ActivationRange range,
        byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var images = QuantizedInputs.From(input, geometry.Batch, checked((int)ImageSize(geometry)), true, scratch, pool, mode);
        var work = new OutputRows
        {
            Geometry = geometry, Images = images, Filter = filter, Scales = scales, Bias = bias, Output = output, Range = range,
                Mode = mode,
        };
        pool.Run(geometry.Batch * geometry.OutputHeight, ref work);
    }

    private static long ImageSize(in Convolution2DGeometry geometry) =>
        (long)geometry.InputHeight * geometry.InputWidth * geometry.InputChannels;

    private static long SumBytes(in Convolution2DGeometry geometry) => ((geometry.OutputChannels * (long)sizeof(int)) + 63) / 64 * 64;

    private struct OutputRows : IParallelWork
    {
        public Convolution2DGeometry Geometry;
        public QuantizedInputs Images;
        public sbyte* Filter;
        public float* Scales;
        public float* Bias;
        public float* Output;
        public ActivationRange Range;
        public KernelMode Mode;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int task, int worker)
        {
            var image = task / Geometry.OutputHeight;
            var originY = (task % Geometry.OutputHeight * Geometry.StrideHeight) - Geometry.PaddingTop;
            var (startY, endY) =
                Convolution2DGeometry.InsideTaps(originY, Geometry.DilationHeight, Geometry.FilterHeight, Geometry.InputHeight);
            nint inputRow = (nint)Geometry.InputWidth * Geometry.InputChannels;
            var row = Images.Codes + (image * (nint)ImageSize(Geometry)) + ((originY + (startY * Geometry.DilationHeight)) * inputRow);
            var pixel = new HybridDepthwisePixel
            {
                CodeStepX = (nint)Geometry.DilationWidth * Geometry.InputChannels,
                CodeStepY = Geometry.DilationHeight * inputRow,
                FilterStepX = Geometry.OutputChannels,
                FilterStepY = (nint)Geometry.FilterWidth * Geometry.OutputChannels,
                CountY = endY - startY,
                ZeroPoint = Images.ZeroPoints[image],
            };
            var sums = (int*)(Images.Rest + (worker * SumBytes(Geometry)));

            // Zero points are taken off inside of the sums, where taps outside of the input are left out.
            var none = 0;
            var epilogue = new HybridEpilogue
            {
                InputScales = Images.Scales + image, ZeroPoints = &none, RowsPerInput = int.MaxValue, WeightScales = Scales,
                    WeightSums = sums, Bias = Bias,
                Output = Output + ((nint)task * Geometry.OutputWidth * Geometry.OutputChannels), OutputStride = Geometry.OutputChannels,
                    Range = Range,
                Scaling = HybridScaling.Combined, Mode = Mode,
            };
            for (var x = 0; x < Geometry.OutputWidth; x++)
            {
                var originX = (x * Geometry.StrideWidth) - Geometry.PaddingLeft;
                var (startX, endX) =
                    Convolution2DGeometry.InsideTaps(originX, Geometry.DilationWidth, Geometry.FilterWidth, Geometry.InputWidth);
                pixel.CountX = endX - startX;
                pixel.Codes = row + ((originX + (startX * Geometry.DilationWidth)) * (nint)Geometry.InputChannels);
                pixel.Filter = Filter + (startY * pixel.FilterStepY) + (startX * pixel.FilterStepX);
                Sum(pixel, sums);
                epilogue.Apply(x, 1, 0, Geometry.OutputChannels, sums, 0);
            }
        }

        private readonly void Sum(in HybridDepthwisePixel pixel, int* sums)
        {
            var channel = 0;
            if (Mode == KernelMode.Fastest && Geometry.InputChannels == Geometry.OutputChannels)
            {
                if (Avx512F.IsSupported)
                {
                    pixel.Sum<ByteLanes512, Vector512<int>>(ref channel, Geometry.OutputChannels, sums);
                }

                if (Avx2.IsSupported)
                {
                    pixel.Sum<ByteLanes256, Vector256<int>>(ref channel, Geometry.OutputChannels, sums);
                }
            }

            pixel.Sum(channel, Geometry.OutputChannels, Geometry.OutputChannels / Geometry.InputChannels, sums);
        }
    }
}
