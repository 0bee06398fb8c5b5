using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The product of one row of 8-bit integers and packed 8-bit weights, the sums of <see cref="Int8Gemm"/>; several panels at a time, so that
/// the weights stream from memory. The row goes in as magnitudes |a| and masks m (all bits where a &lt; 0): as (w xor m) is w, or -w - 1
/// where a is negative, sum(a x w) = sum(|a| x (w xor m)) + sum(|a| of negative a), and the last sum is the same for every column. |a| is
/// at most 128 and (w xor m) in [-128, 127]: two products fit in 16 bits, so that a multiply-add of unsigned by signed bytes is exact.
/// </summary>
internal static unsafe partial class Int8MatrixVector
{
    /// <summary>Panels in one call of a kernel, where as many are left.</summary>
    internal const int PanelsPerStep = 4;

    /// <summary>Bytes of scratch memory that a product needs, aligned to 64.</summary>
    public static long ScratchBytes(int depth) => (2L * PaddedDepth(depth) + 63) / 64 * 64;

    /// <summary>Runs the product of a row and one group of the weights.</summary>
    /// <param name="row">[depth].</param>
    /// <param name="epilogue">Is called with row 0 alone.</param>
    public static void Run<TEpilogue>(sbyte* row, PackedInt8Weights weights, int group, ref TEpilogue epilogue, byte* scratch,
        WorkerPool pool, KernelMode mode)
        where TEpilogue : struct, IInt8Epilogue =>
        Run(row, weights, group, ref epilogue, scratch, pool, mode == KernelMode.Reference ? Variants[^1] : Fastest);

    internal static void Run<TEpilogue>(sbyte* row, PackedInt8Weights weights, int group, ref TEpilogue epilogue, byte* scratch,
        WorkerPool pool, Int8MatrixVectorVariant variant)
        where TEpilogue : struct, IInt8Epilogue
    {
        var threads = Math.Min(Float32Gemm.UsefulThreads((long)weights.Outputs * weights.Depth / 2, pool), weights.PanelCount);
        var work = new PanelRange<TEpilogue>
        {
            Row = scratch,
            Start = variant.Split(row, weights.Depth, scratch),
            Weights = weights,
            Group = group,
            Epilogue = epilogue,
            Variant = variant,
            Ranges = threads,
        };
        (threads == 1 ? WorkerPool.Single : pool).Run(threads, ref work);
    }

    private static int PaddedDepth(int depth) => checked((depth + 3) / 4 * 4);

    private struct PanelRange<TEpilogue> : IParallelWork
        where TEpilogue : struct, IInt8Epilogue
    {
        public byte* Row;
        public int Start;
        public PackedInt8Weights Weights;
        public int Group;
        public TEpilogue Epilogue;
        public Int8MatrixVectorVariant Variant;
        public int Ranges;

        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var sums = stackalloc int[PanelsPerStep * PackedInt8Weights.PanelWidth];
            var end = (int)((long)Weights.PanelCount * (task + 1) / Ranges);
            for (var panel = (int)((long)Weights.PanelCount * task / Ranges); panel < end;)
            {
                var last = panel + PanelsPerStep - 1;
                var panels = last < end && Weights.WidthOfPanel(last) == PackedInt8Weights.PanelWidth ? PanelsPerStep : 1;
                var width = panels * Weights.WidthOfPanel(panel);
                var first = panel * PackedInt8Weights.PanelWidth;
                Variant.Run(Row, Weights.Panel(Group, panel), Weights.PaddedDepth, width, Start, sums);
                Epilogue.Apply(0, 1, first, Math.Min(width, Weights.Outputs - first), sums, width);
                panel += panels;
            }
        }
    }
}
