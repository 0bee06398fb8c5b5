using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// Depthwise convolution (<see cref="Float32DepthwiseConvolution2D"/>) of float images, each quantized as a whole with a zero point, and an 8-bit
/// filter with a scale for each output channel: output = clamp(sum x (inputScale x weightScale) + bias), the sum over taps inside of the input exact,
/// one rounding an operation. Output must not overlap an input. Source: LiteRT tflite/kernels/depthwise_conv.cc, EvalHybridPerChannel.
/// </summary>
public static unsafe class HybridDepthwiseConvolution2D
{
    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        QuantizedInputs.Bytes(geometry.Batch, ImageSize(geometry)) + (SumBytes(geometry) * threadCount);

    /// <summary>Runs the convolution.</summary>
    /// <param name="filter">[filterHeight, filterWidth, outputChannels], symmetric.</param>
    /// <param name="scales">[outputChannels].</param>
    /// <param name="bias">[outputChannels], or null.</param>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, sbyte* filter, float* scales, float* bias, float* output, ActivationRange range, byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var images = QuantizedInputs.From(input, geometry.Batch, checked((int)ImageSize(geometry)), true, scratch, pool, mode);
        var work = new OutputRows
        {
            Geometry = geometry, Images = images, Filter = filter, Scales = scales, Bias = bias, Output = output, Range = range,
            IsVector = mode == KernelMode.Fastest && Avx2.IsSupported && geometry.InputChannels == geometry.OutputChannels,
        };
        pool.Run(geometry.Batch * geometry.OutputHeight, ref work);
    }

    private static long ImageSize(in Convolution2DGeometry geometry) => (long)geometry.InputHeight * geometry.InputWidth * geometry.InputChannels;

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
        public bool IsVector;

        public readonly void Run(int task, int worker)
        {
            var image = task / Geometry.OutputHeight;
            var codes = Images.Codes + (image * (nint)ImageSize(Geometry));
            var sums = (int*)(Images.Rest + (worker * SumBytes(Geometry)));
            var originY = (task % Geometry.OutputHeight * Geometry.StrideHeight) - Geometry.PaddingTop;
            var (startY, endY) = Convolution2DGeometry.InsideTaps(originY, Geometry.DilationHeight, Geometry.FilterHeight, Geometry.InputHeight);
            var output = Output + ((nint)task * Geometry.OutputWidth * Geometry.OutputChannels);
            for (var x = 0; x < Geometry.OutputWidth; x++)
            {
                new Span<int>(sums, Geometry.OutputChannels).Clear();
                var originX = (x * Geometry.StrideWidth) - Geometry.PaddingLeft;
                var (startX, endX) = Convolution2DGeometry.InsideTaps(originX, Geometry.DilationWidth, Geometry.FilterWidth, Geometry.InputWidth);
                for (var filterY = startY; filterY < endY; filterY++)
                {
                    var row = codes + ((nint)(originY + (filterY * Geometry.DilationHeight)) * Geometry.InputWidth * Geometry.InputChannels);
                    for (var filterX = startX; filterX < endX; filterX++)
                    {
                        AddTap(
                            row + ((nint)(originX + (filterX * Geometry.DilationWidth)) * Geometry.InputChannels),
                            Filter + ((nint)((filterY * Geometry.FilterWidth) + filterX) * Geometry.OutputChannels),
                            Images.ZeroPoints[image], sums);
                    }
                }

                Finish(sums, Images.Scales[image], output);
                output += Geometry.OutputChannels;
            }
        }

        private readonly void AddTap(sbyte* codes, sbyte* filter, int zeroPoint, int* sums)
        {
            var channel = 0;
            if (IsVector)
            {
                // Eight channels a step; a product of 9 and 8 bits can't overflow 32.
                var zero = Vector256.Create(zeroPoint);
                for (; channel + 8 <= Geometry.OutputChannels; channel += 8)
                {
                    var code = Avx2.ConvertToVector256Int32(codes + channel) - zero;
                    (Vector256.Load(sums + channel) + (code * Avx2.ConvertToVector256Int32(filter + channel))).Store(sums + channel);
                }
            }

            var multiplier = Geometry.OutputChannels / Geometry.InputChannels;
            for (; channel < Geometry.OutputChannels; channel++)
            {
                sums[channel] += (codes[channel / multiplier] - zeroPoint) * filter[channel];
            }
        }

        private readonly void Finish(int* sums, float inputScale, float* output)
        {
            for (var channel = 0; channel < Geometry.OutputChannels; channel++)
            {
                var value = sums[channel] * (inputScale * Scales[channel]);
                output[channel] = Range.Clamp(Bias == null ? value : value + Bias[channel]);
            }
        }
    }
}
