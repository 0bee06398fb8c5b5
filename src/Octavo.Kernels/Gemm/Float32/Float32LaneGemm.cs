using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Matrix products of fewer than 32 columns, each output summed in 32 lanes along k (<see cref="SumOrder.Lanes"/>):
/// output[m, n] = clamp(bias[n] + tree(lanes)). Output must not overlap an input.
/// </summary>
internal static unsafe partial class Float32LaneGemm
{
    private const int Lanes = Float32Weights.PanelWidth;

    /// <summary>See <see cref="Float32Gemm"/>, which calls this for weights that are packed so.</summary>
    public static void Run(
        float* left, nint leftStride, int rows, Float32Weights weights, float* bias, float* output, nint outputStride,
        ActivationRange range, WorkerPool pool, KernelMode mode) =>
        Run(left, leftStride, rows, weights, bias, output, outputStride, range, pool, Choose(mode));

    internal static void Run(
        float* left, nint leftStride, int rows, Float32Weights weights, float* bias, float* output, nint outputStride,
        ActivationRange range, WorkerPool pool, Float32LaneGemmVariant variant)
    {
        var threads = Math.Min(Float32Gemm.UsefulThreads((long)rows * weights.Outputs * weights.Depth, pool), Math.Max(rows, 1));
        var work = new RowRange
        {
            Left = left, LeftStride = leftStride, Rows = rows, Weights = weights, Bias = bias, Output = output, OutputStride = outputStride,
                Range = range, Variant = variant, Ranges = threads,
        };
        pool.Run(threads, ref work);
    }

    /// <summary>Adds the lanes 16 apart, then 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Tree(float* lanes)
    {
        for (var distance = Lanes / 2; distance > 0; distance /= 2)
        {
            for (var lane = 0; lane < distance; lane++)
            {
                lanes[lane] += lanes[lane + distance];
            }
        }

        return lanes[0];
    }

    private struct RowRange : IParallelWork
    {
        public float* Left;
        public nint LeftStride;
        public int Rows;
        public Float32Weights Weights;
        public float* Bias;
        public float* Output;
        public nint OutputStride;
        public ActivationRange Range;
        public Float32LaneGemmVariant Variant;
        public int Ranges;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var outputs = Weights.Outputs;
            var tail = stackalloc float[Lanes];
            var tailStart = Weights.Depth / Lanes * Lanes;
            var end = (int)((long)Rows * (task + 1) / Ranges);
            for (var row = (int)((long)Rows * task / Ranges); row < end; row++)
            {
                var left = Left + (row * LeftStride);
                var output = Output + (row * OutputStride);
                new ReadOnlySpan<float>(left + tailStart, Weights.Depth - tailStart).CopyTo(new Span<float>(tail, Lanes));
                Variant.Run(left, tail, Weights, output);
                for (var n = 0; n < outputs; n++)
                {
                    output[n] = Range.Clamp(Bias == null ? output[n] : Bias[n] + output[n]);
                }
            }
        }
    }
}
