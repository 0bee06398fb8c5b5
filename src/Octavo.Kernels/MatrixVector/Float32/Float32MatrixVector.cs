using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The product of one row and a matrix packed for sums in order, the bits of <see cref="Float32Gemm"/>; several panels at a time, so that
/// the weights stream from memory. Output must not overlap an input.
/// </summary>
internal static unsafe partial class Float32MatrixVector
{
    /// <summary>output[n] = clamp(bias[n] + sum over k of left[k] x weights[k, n]); <paramref name="bias"/> may be null.</summary>
    public static void Run(float* left, Float32Weights weights, float* bias, float* output, ActivationRange range, WorkerPool pool,
        KernelMode mode) =>
        Run(left, weights, bias, output, range, pool, Choose(mode));

    internal static void Run(float* left, Float32Weights weights, float* bias, float* output, ActivationRange range, WorkerPool pool,
        Float32MatrixVectorVariant variant)
    {
        var ranges = Math.Min(Float32Gemm.UsefulThreads((long)weights.Outputs * weights.Depth, pool), weights.PanelCount);
        var work = new PanelRange { Left = left, Weights = weights, Bias = bias, Output = output, Range = range, Variant = variant,
            Ranges = ranges };
        pool.Run(ranges, ref work);
    }

    private struct PanelRange : IParallelWork
    {
        public float* Left;
        public Float32Weights Weights;
        public float* Bias;
        public float* Output;
        public ActivationRange Range;
        public Float32MatrixVectorVariant Variant;
        public int Ranges;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            const int step = Float32MatrixVectorVariant.PanelsPerStep;
            var buffer = stackalloc float[step * Float32Weights.PanelWidth];
            var end = (int)((long)Weights.PanelCount * (task + 1) / Ranges);
            for (var panel = (int)((long)Weights.PanelCount * task / Ranges); panel < end;)
            {
                var first = panel * Float32Weights.PanelWidth;
                var isWide = Weights.WidthOfPanel(panel) == Float32Weights.PanelWidth;
                var panels =
                    isWide && panel + step <= end && Weights.WidthOfPanel(panel + step - 1) == Float32Weights.PanelWidth ? step : 1;
                var width = panels * Weights.WidthOfPanel(panel);
                var columns = Math.Min(width, Weights.Outputs - first);
                var sums = columns == width ? Output + first : buffer;
                Start(sums, width, first, columns);
                Variant.Run(Left, Weights.Panel(panel), Weights.Depth, width, sums);
                Finish(sums, Output + first, columns);
                panel += panels;
            }
        }

        private readonly void Start(float* sums, int width, int first, int columns)
        {
            var all = new Span<float>(sums, width);
            if (Bias == null)
            {
                all.Clear();
                return;
            }

            new ReadOnlySpan<float>(Bias + first, columns).CopyTo(all);
            all[columns..].Clear();
        }

        private readonly void Finish(float* sums, float* output, int columns)
        {
            if (Range != ActivationRange.None)
            {
                FloatUnary.Run(new ClampFunction(Range), sums, output, columns,
                    ReferenceEquals(Variant, Variants[^1]) ? KernelMode.Reference : KernelMode.Fastest);
            }
            else if (sums != output)
            {
                new ReadOnlySpan<float>(sums, columns).CopyTo(new Span<float>(output, columns));
            }
        }
    }
}
