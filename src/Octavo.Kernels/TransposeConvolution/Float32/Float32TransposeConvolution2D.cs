using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Transpose convolution of float32 images, TFLite's TRANSPOSE_CONV: input pixel (y, x) adds its product with tap (filterY, filterX) to
/// output pixel (y x strideHeight - paddingTop + filterY, x x strideWidth - paddingLeft + filterX). Each output is one sum from the bias
/// on, over (filterY, filterX, inputChannel) of the taps that fall on its phase, with fused multiply-add; places outside of the input count
/// as zero. Dilations and groups aren't read; paddings are not negative. Output must not overlap an input.
/// </summary>
internal static unsafe class Float32TransposeConvolution2D
{
    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 64.</summary>
    public static long ScratchBytes(in Convolution2DGeometry geometry, int threadCount) =>
        Float32Gemm.ScratchBytes(TransposePhases.LargestDepth(geometry), 1) * threadCount;

    /// <summary>Runs the convolution; <paramref name="bias"/> [outputChannels] or null.</summary>
    public static void Run(
        in Convolution2DGeometry geometry, float* input, PackedFloat32TransposeFilter filter, float* bias, float* output,
        ActivationRange range, byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var work = new OutputRows { Geometry = geometry, Input = input, Filter = filter, Bias = bias, Output = output, Range = range,
            Scratch = scratch, Mode = mode };
        pool.Run(geometry.Batch * geometry.OutputHeight, ref work);
    }

    private struct OutputRows : IParallelWork
    {
        public Convolution2DGeometry Geometry;
        public float* Input;
        public PackedFloat32TransposeFilter Filter;
        public float* Bias;
        public float* Output;
        public ActivationRange Range;
        public byte* Scratch;
        public KernelMode Mode;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var image =
                Input + ((nint)(task / Geometry.OutputHeight) * Geometry.InputHeight * Geometry.InputWidth * Geometry.InputChannels);
            var output = Output + ((nint)task * Geometry.OutputWidth * Geometry.OutputChannels);
            var scratch = Scratch + (worker * Float32Gemm.ScratchBytes(TransposePhases.LargestDepth(Geometry), 1));
            for (var phaseX = 0; phaseX < Geometry.StrideWidth; phaseX++)
            {
                var row = new TransposeRow<float>(image, Geometry, task % Geometry.OutputHeight, phaseX);
                var target = output + (row.FirstX * Geometry.OutputChannels);
                nint stride = Geometry.StrideWidth * Geometry.OutputChannels;
                if (Filter.Phase(row.PhaseY, phaseX) is { } weights)
                {
                    var source = new Float32Rows(row);
                    Float32Gemm.Run(ref source, row.PixelCount, weights.Group(0), Bias, target, stride, Range, scratch, WorkerPool.Single,
                        Mode);
                }
                else
                {
                    FillWithBias(target, stride, row.PixelCount);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void FillWithBias(float* target, nint stride, int pixelCount)
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

    private readonly struct Float32Rows(TransposeRow<float> row) : IFloat32RowSource
    {
        public void Gather(int firstRow, int rowCount, float* destination) => row.Gather(firstRow, rowCount, destination, 0);
    }
}
