using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Transpose convolution (<see cref="Float32TransposeConvolution2D"/>) of float images, each quantized as a whole with a zero point, and an
/// 8-bit filter: output = clamp((sum x weightScale) x inputScale + bias), the sum exact, one rounding an operation. Output must not overlap
/// an input. Source: LiteRT tflite/kernels/transpose_conv.cc, EvalHybrid, whose reference form rounds each product by itself instead: it
/// differs in the last bits.
/// </summary>
internal static unsafe class HybridTransposeConvolution2D
{
    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        QuantizedInputs.Bytes(geometry.Batch, ImageSize(geometry))
        + (Int8Gemm.ScratchBytes(TransposePhases.LargestDepth(geometry), 1) * threadCount);

    /// <summary>Runs the convolution; <paramref name="bias"/> [outputChannels] or null.</summary>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, PackedInt8TransposeFilter filter, float* bias, float* output,
        ActivationRange range, byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var images = QuantizedInputs.From(input, geometry.Batch, checked((int)ImageSize(geometry)), true, scratch, pool, mode);
        var work = new OutputRows { Geometry = geometry, Images = images, Filter = filter, Bias = bias, Output = output, Range = range,
            Mode = mode };
        pool.Run(geometry.Batch * geometry.OutputHeight, ref work);
    }

    private static long ImageSize(in Convolution2DGeometry geometry) =>
        (long)geometry.InputHeight * geometry.InputWidth * geometry.InputChannels;

    private struct OutputRows : IParallelWork
    {
        public Convolution2DGeometry Geometry;
        public QuantizedInputs Images;
        public PackedInt8TransposeFilter Filter;
        public float* Bias;
        public float* Output;
        public ActivationRange Range;
        public KernelMode Mode;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int task, int worker)
        {
            var image = task / Geometry.OutputHeight;
            var output = Output + ((nint)task * Geometry.OutputWidth * Geometry.OutputChannels);
            var scratch = Images.Rest + (worker * Int8Gemm.ScratchBytes(TransposePhases.LargestDepth(Geometry), 1));
            for (var phaseX = 0; phaseX < Geometry.StrideWidth; phaseX++)
            {
                var row = new TransposeRow<sbyte>(Images.Codes + (image * (nint)ImageSize(Geometry)), Geometry,
                    task % Geometry.OutputHeight, phaseX);
                var target = output + (row.FirstX * Geometry.OutputChannels);
                nint stride = Geometry.StrideWidth * Geometry.OutputChannels;
                if (Filter.Phase(row.PhaseY, phaseX) is { } weights)
                {
                    var source = new Rows(row, (sbyte)Images.ZeroPoints[image]);
                    var epilogue = new HybridEpilogue
                    {
                        InputScales = Images.Scales + image, ZeroPoints = Images.ZeroPoints + image, RowsPerInput = int.MaxValue,
                        WeightScales = weights.Scales(0), WeightSums = weights.Sums(0), Bias = Bias,
                        Output = target, OutputStride = stride, Range = Range, Scaling = HybridScaling.WeightFirst, Mode = Mode,
                    };
                    Int8Gemm.Run(ref source, row.PixelCount, weights, 0, ref epilogue, scratch, WorkerPool.Single, Mode);
                }
                else
                {
                    FillWithBias(target, stride, row.PixelCount);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void FillWithBias(float* target, nint stride, int pixelCount)
        {
            for (var pixel = 0; pixel < pixelCount; pixel++)
            {
                for (var channel = 0; channel < Geometry.OutputChannels; channel++)
                {
                    target[channel] = Range.Clamp(Bias == null ? 0 : Bias[channel]);
                }

                target += stride;
            }
        }
    }

    private readonly struct Rows(TransposeRow<sbyte> row, sbyte zeroPoint) : IInt8RowSource
    {
        public sbyte* Row(int pixel, sbyte* buffer)
        {
            row.Gather(pixel, 1, buffer, zeroPoint);
            return null;
        }
    }
}
