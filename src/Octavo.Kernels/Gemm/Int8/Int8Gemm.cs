using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// Products of 8-bit integers: sums[m, n] = sum over k of left[m, k] x weights[k, n] in int32, exact (and wrapping beyond 2^31, which takes
/// a depth above 131,000), handed to an epilogue block by block.
/// </summary>
internal static unsafe partial class Int8Gemm
{
    private const int BlockBytes = 96 * 1024;
    private const int MaximumBlockRows = 64;

    /// <summary>Bytes of scratch memory that a product needs, aligned to 64.</summary>
    public static long ScratchBytes(int depth, int threadCount) => WorkerBytes(depth) * threadCount;

    /// <summary>Runs the product of <paramref name="rows"/> rows and one group of the weights.</summary>
    public static void Run<TSource, TEpilogue>(ref TSource source, int rows, PackedInt8Weights weights, int group, ref TEpilogue epilogue,
        byte* scratch, WorkerPool pool, KernelMode mode)
        where TSource : struct, IInt8RowSource
        where TEpilogue : struct, IInt8Epilogue =>
        Run(ref source, rows, weights, group, ref epilogue, scratch, pool, Choose(mode));

    internal static void Run<TSource, TEpilogue>(ref TSource source, int rows, PackedInt8Weights weights, int group, ref TEpilogue epilogue,
        byte* scratch, WorkerPool pool, Int8GemmVariant variant)
        where TSource : struct, IInt8RowSource
        where TEpilogue : struct, IInt8Epilogue
    {
        const int tile = 8;
        var threads = Float32Gemm.UsefulThreads((long)rows * weights.Outputs * weights.Depth / 2, pool);
        var blockRows = BlockRows(weights.Depth);
        if (threads > 1 && rows >= threads * tile)
        {
            blockRows = Math.Min(blockRows, (rows + (threads * tile) - 1) / (threads * tile) * tile);
        }

        var blocks = (rows + blockRows - 1) / blockRows;
        var work = new PanelWork<TSource, TEpilogue>
        {
            Source = source,
            Epilogue = epilogue,
            Rows = rows,
            Weights = weights,
            Group = group,
            Scratch = scratch,
            Variant = variant,
            BlockRows = blockRows,
            PanelRanges = threads == 1 || blocks >= threads ? 1 : Math.Min(weights.PanelCount, threads),
        };
        (threads == 1 ? WorkerPool.Single : pool).Run(blocks * work.PanelRanges, ref work);
    }

    /// <summary>Widens a row to 16 bits, each four of k in the order 0, 2, 1, 3, zeros past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(sbyte* source, int depth, short* target)
    {
        var k = 0;
        if (Avx2.IsSupported)
        {
            var order = Vector128.Create(0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, (sbyte)15);
            for (; k + 16 <= depth; k += 16)
            {
                Avx2.ConvertToVector256Int16(Ssse3.Shuffle(Vector128.Load(source + k), order)).Store(target + k);
            }
        }

        for (; k < depth; k += 4)
        {
            target[k] = source[k];
            target[k + 2] = k + 1 < depth ? source[k + 1] : (short)0;
            target[k + 1] = k + 2 < depth ? source[k + 2] : (short)0;
            target[k + 3] = k + 3 < depth ? source[k + 3] : (short)0;
        }
    }

    private static int BlockRows(int depth) => Math.Clamp(BlockBytes / sizeof(short) / Math.Max(depth, 1), 8, MaximumBlockRows) / 8 * 8;

    /// <summary>A worker has a row of bytes, then a block of widened rows, each beginning at a multiple of 64 bytes.</summary>
    private static long WorkerBytes(int depth) => RowBytes(depth) + ((long)BlockRows(depth) * RowBytes(depth) * sizeof(short));

    private static long RowBytes(int depth) => ((long)depth + 63) / 64 * 64;

    private struct PanelWork<TSource, TEpilogue> : IParallelWork
        where TSource : struct, IInt8RowSource
        where TEpilogue : struct, IInt8Epilogue
    {
        public TSource Source;
        public TEpilogue Epilogue;
        public int Rows;
        public PackedInt8Weights Weights;
        public int Group;
        public byte* Scratch;
        public Int8GemmVariant Variant;
        public int BlockRows;
        public int PanelRanges;

        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            const int bufferRows = 16;
            var firstRow = task / PanelRanges * BlockRows;
            var range = task % PanelRanges;
            var rows = Math.Min(BlockRows, Rows - firstRow);
            var buffer = (sbyte*)(Scratch + (worker * WorkerBytes(Weights.Depth)));
            var left = (short*)(buffer + RowBytes(Weights.Depth));
            for (var row = 0; row < rows; row++)
            {
                var source = Source.Row(firstRow + row, buffer);
                Widen(source == null ? buffer : source, Weights.Depth, left + ((nint)row * Weights.PaddedDepth));
            }

            var sums = stackalloc int[bufferRows * PackedInt8Weights.PanelWidth];
            var product =
                new Int8PanelProduct { LeftStride = Weights.PaddedDepth, Output = sums, OutputStride = PackedInt8Weights.PanelWidth };
            var endPanel = (int)((long)Weights.PanelCount * (range + 1) / PanelRanges);
            for (var panel = (int)((long)Weights.PanelCount * range / PanelRanges); panel < endPanel; panel++)
            {
                product.Panel = Weights.Panel(Group, panel);
                product.Width = Weights.WidthOfPanel(panel);
                var firstColumn = panel * PackedInt8Weights.PanelWidth;
                var columns = Math.Min(product.Width, Weights.Outputs - firstColumn);
                for (var row = 0; row < rows; row += bufferRows)
                {
                    product.Rows = Math.Min(bufferRows, rows - row);
                    product.Left = left + (row * product.LeftStride);
                    Variant.Run(product);
                    Epilogue.Apply(firstRow + row, product.Rows, firstColumn, columns, sums, PackedInt8Weights.PanelWidth);
                }
            }
        }
    }
}
