using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Matrix products of float32: output[m, n] = clamp(bias[n] + sum over k of left[m, k] x weights[k, n]), summed in the order that the
/// packed weights carry (<see cref="SumOrder"/>), the same bits for every variant, thread count and split. Output must not overlap an
/// input.
/// </summary>
internal static unsafe partial class Float32Gemm
{
    /// <summary>Bytes of gathered rows that a block aims at: they stay in the second-level cache beside a panel.</summary>
    private const int BlockBytes = 192 * 1024;

    private const int MaximumBlockRows = 96;

    // Below this many multiplications a second thread costs more than it gives.
    private const long MultiplicationsPerThread = 40_000;

    /// <summary>
    /// A product with rows in memory: left [rows, depth], rows <paramref name="leftStride"/> floats apart; bias [outputs], or null for
    /// zeros; output [rows, outputs], rows <paramref name="outputStride"/> floats apart.
    /// </summary>
    public static void Run(
        float* left, nint leftStride, int rows, Float32Weights weights, float* bias, float* output, nint outputStride,
        ActivationRange range, WorkerPool pool, KernelMode mode) =>
        Run(left, leftStride, rows, weights, bias, output, outputStride, range, pool, Choose(mode), mode);

    /// <summary>
    /// A product with rows that <paramref name="source"/> gathers block by block; sums must be in order. Bias [outputs], or null for zeros;
    /// output [rows, outputs], rows <paramref name="outputStride"/> floats apart; scratch <see cref="ScratchBytes"/> bytes, aligned to 64.
    /// </summary>
    public static void Run<TSource>(
        ref TSource source, int rows, Float32Weights weights, float* bias, float* output, nint outputStride, ActivationRange range,
        byte* scratch, WorkerPool pool, KernelMode mode)
        where TSource : struct, IFloat32RowSource =>
        Run(ref source, rows, weights, bias, output, outputStride, range, scratch, pool, Choose(mode));

    /// <summary>Bytes of scratch memory that a product with gathered rows needs.</summary>
    public static long ScratchBytes(int depth, int threadCount) => BlockStride(depth) * threadCount * sizeof(float);

    internal static void Run(
        float* left, nint leftStride, int rows, Float32Weights weights, float* bias, float* output, nint outputStride,
        ActivationRange range, WorkerPool pool, Float32GemmVariant variant, KernelMode mode)
    {
        if (weights.Order == SumOrder.Lanes)
        {
            Float32LaneGemm.Run(left, leftStride, rows, weights, bias, output, outputStride, range, pool, mode);
            return;
        }

        if (rows == 1)
        {
            Float32MatrixVector.Run(left, weights, bias, output, range, pool, mode);
            return;
        }

        var source = new RowsInMemory(left, leftStride);
        var work = new PanelWork<RowsInMemory>
        {
            Source = source, Rows = rows, Weights = weights, Bias = bias, Output = output, OutputStride = outputStride, Range = range,
                Variant = variant, Left = left, LeftStride = leftStride,
        };
        Split(ref work, pool);
    }

    internal static void Run<TSource>(
        ref TSource source, int rows, Float32Weights weights, float* bias, float* output, nint outputStride, ActivationRange range,
        byte* scratch, WorkerPool pool, Float32GemmVariant variant)
        where TSource : struct, IFloat32RowSource
    {
        if (weights.Order != SumOrder.InOrder)
        {
            throw new ArgumentException("Gathered rows need weights that are packed for sums in order.", nameof(weights));
        }

        var work = new PanelWork<TSource>
        {
            Source = source, Rows = rows, Weights = weights, Bias = bias, Output = output, OutputStride = outputStride, Range = range,
                Variant = variant, Scratch = (float*)scratch, LeftStride = weights.Depth,
        };
        Split(ref work, pool);
    }

    /// <summary>How many threads are worth their start for this many multiplications.</summary>
    internal static int UsefulThreads(long multiplications, WorkerPool pool) =>
        (int)Math.Clamp(multiplications / MultiplicationsPerThread, 1, pool.ThreadCount);

    private static nint BlockStride(int depth) => (nint)BlockRows(depth, 8) * depth;

    private static int BlockRows(int depth, int rowTile) =>
        Math.Clamp(BlockBytes / sizeof(float) / Math.Max(depth, 1), rowTile, MaximumBlockRows) / rowTile * rowTile;

    /// <summary>
    /// Blocks of rows, where a block is as many rows as the cache holds but no more than leave each thread some; where there are fewer
    /// blocks than threads, ranges of panels too.
    /// </summary>
    private static void Split<TSource>(ref PanelWork<TSource> work, WorkerPool pool)
        where TSource : struct, IFloat32RowSource
    {
        var weights = work.Weights;
        var tile = work.Variant.RowTile;
        var threads = UsefulThreads((long)work.Rows * weights.Outputs * weights.Depth, pool);
        var blockRows = BlockRows(weights.Depth, tile);
        if (threads > 1 && work.Rows >= threads * tile)
        {
            var share = (work.Rows + (threads * tile) - 1) / (threads * tile) * tile;
            blockRows = Math.Min(blockRows, share);
        }

        work.BlockRows = blockRows;
        work.ScratchStride = BlockStride(weights.Depth);
        var blocks = (work.Rows + blockRows - 1) / blockRows;
        work.PanelRanges = threads == 1 || blocks >= threads ? 1 : Math.Min(weights.PanelCount, threads);
        if (threads == 1)
        {
            WorkerPool.Single.Run(blocks, ref work);
        }
        else
        {
            pool.Run(blocks * work.PanelRanges, ref work);
        }
    }

    private readonly struct RowsInMemory(float* left, nint leftStride) : IFloat32RowSource
    {
        public void Gather(int firstRow, int rowCount, float* destination) =>
            throw new InvalidOperationException($"Rows at {(nint)left} with stride {leftStride} are read in place.");
    }

    private struct PanelWork<TSource> : IParallelWork
        where TSource : struct, IFloat32RowSource
    {
        public TSource Source;
        public int Rows;
        public Float32Weights Weights;
        public float* Bias;
        public float* Output;
        public nint OutputStride;
        public ActivationRange Range;
        public Float32GemmVariant Variant;
        public float* Left;
        public nint LeftStride;
        public float* Scratch;
        public nint ScratchStride;
        public int BlockRows;
        public int PanelRanges;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var firstRow = task / PanelRanges * BlockRows;
            var range = task % PanelRanges;
            var product = new Float32PanelProduct
            {
                Rows = Math.Min(BlockRows, Rows - firstRow),
                Depth = Weights.Depth,
                LeftStride = LeftStride,
                Minimum = Range.Minimum,
                Maximum = Range.Maximum,
            };
            if (typeof(TSource) == typeof(RowsInMemory))
            {
                product.Left = Left + (firstRow * LeftStride);
            }
            else
            {
                product.Left = Scratch + (worker * ScratchStride);
                Source.Gather(firstRow, product.Rows, product.Left);
            }

            var firstPanel = (int)((long)Weights.PanelCount * range / PanelRanges);
            var endPanel = (int)((long)Weights.PanelCount * (range + 1) / PanelRanges);
            for (var panel = firstPanel; panel < endPanel; panel++)
            {
                RunPanel(ref product, panel, Output + (firstRow * OutputStride) + (panel * Float32Weights.PanelWidth));
            }
        }

        /// <summary>A panel that isn't full is computed into a buffer, a few rows at a time, and its columns copied.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void RunPanel(ref Float32PanelProduct product, int panel, float* output)
        {
            const int bufferRows = 24;
            var columns = Math.Min(Weights.Outputs - (panel * Float32Weights.PanelWidth), Float32Weights.PanelWidth);
            var bias = stackalloc float[Float32Weights.PanelWidth];
            if (Bias != null)
            {
                new ReadOnlySpan<float>(Bias + (panel * Float32Weights.PanelWidth), columns).CopyTo(new Span<float>(bias, columns));
            }

            product.Panel = Weights.Panel(panel);
            product.Width = Weights.WidthOfPanel(panel);
            product.Bias = bias;
            if (columns == product.Width)
            {
                product.Output = output;
                product.OutputStride = OutputStride;
                Variant.Run(product);
                return;
            }

            var buffer = stackalloc float[bufferRows * Float32Weights.PanelWidth];
            var part = product;
            part.Output = buffer;
            part.OutputStride = product.Width;
            for (var row = 0; row < product.Rows; row += bufferRows)
            {
                part.Rows = Math.Min(bufferRows, product.Rows - row);
                part.Left = product.Left + (row * product.LeftStride);
                Variant.Run(part);
                for (var m = 0; m < part.Rows; m++)
                {
                    new ReadOnlySpan<float>(buffer + (m * product.Width), columns)
                        .CopyTo(new Span<float>(output + ((row + m) * OutputStride), columns));
                }
            }
        }
    }
}
