using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>Transposes matrices of 4-byte elements: target[row, column] = source[column, row], any bits.</summary>
internal static unsafe class MatrixTransposition
{
    /// <summary>
    /// Side of a tile: 16 elements are a cache line, so each line of the target is written whole while its tile is worked on, also where
    /// rows lie a power of two apart and fall into few sets of the cache.
    /// </summary>
    private const int Tile = 16;

    private const int Block = 8;

    /// <summary>
    /// Elements from which on a matrix is shared out among the processors, in panels of <see cref="PanelRows"/> rows of the target.
    /// </summary>
    private const int LeastShared = 1 << 20;

    private const int PanelRows = 16 * Tile;

    /// <param name="source">[columns, rows], rows contiguous.</param>
    /// <param name="sourceStride">Elements from one column to the next.</param>
    /// <param name="target">[rows, columns], columns contiguous.</param>
    /// <param name="targetStride">Elements from one row to the next.</param>
    public static void Run(uint* source, long sourceStride, uint* target, long targetStride, long rows, long columns)
    {
        for (long row = 0; row < rows; row += Tile)
        {
            var tileRows = Math.Min(Tile, rows - row);
            for (long column = 0; column < columns; column += Tile)
            {
                RunTile(source + row + (column * sourceStride), sourceStride, target + (row * targetStride) + column, targetStride,
                    tileRows, Math.Min(Tile, columns - column));
            }
        }
    }

    /// <summary>A dense matrix [rows, columns] as [columns, rows].</summary>
    public static void Run(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, (long)rows * columns, nameof(source));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length, nameof(target));
        fixed (float* from = source, to = target)
        {
            if (source.Length < LeastShared)
            {
                Run((uint*)from, columns, (uint*)to, rows, columns, rows);
                return;
            }

            var (fixedFrom, fixedTo) = ((nint)from, (nint)to);
            Parallel.For(0, (columns + PanelRows - 1) / PanelRows, panel =>
            {
                var first = panel * PanelRows;
                Run((uint*)fixedFrom + first, columns, (uint*)fixedTo + ((long)first * rows), rows, Math.Min(PanelRows, columns - first),
                    rows);
            });
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(uint* source, long sourceStride, uint* target, long targetStride, long rows, long columns)
    {
        if (Avx.IsSupported && rows == Tile && columns == Tile)
        {
            // By rows of blocks: both halves of a target line are written one after the other.
            for (var row = 0; row < Tile; row += Block)
            {
                for (var column = 0; column < Tile; column += Block)
                {
                    RunBlock((float*)source + row + (column * sourceStride), sourceStride, (float*)target + (row * targetStride) + column,
                        targetStride);
                }
            }

            return;
        }

        for (long row = 0; row < rows; row++)
        {
            for (long column = 0; column < columns; column++)
            {
                target[(row * targetStride) + column] = source[row + (column * sourceStride)];
            }
        }
    }

    /// <summary>
    /// 8 x 8 in registers. With s_j the source's lines: unpacking pairs (s0,s1), (s2,s3), ... gives runs of two, shuffling those gives runs
    /// of four within each 128-bit half, and exchanging halves gives the eight lines of the target. Elements are only moved, so NaN bits
    /// stay as they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunBlock(float* source, long stride, float* target, long targetStride)
    {
        var s0 = Vector256.Load(source);
        var s1 = Vector256.Load(source + stride);
        var s2 = Vector256.Load(source + (2 * stride));
        var s3 = Vector256.Load(source + (3 * stride));
        var s4 = Vector256.Load(source + (4 * stride));
        var s5 = Vector256.Load(source + (5 * stride));
        var s6 = Vector256.Load(source + (6 * stride));
        var s7 = Vector256.Load(source + (7 * stride));

        var low01 = Avx.UnpackLow(s0, s1);
        var high01 = Avx.UnpackHigh(s0, s1);
        var low23 = Avx.UnpackLow(s2, s3);
        var high23 = Avx.UnpackHigh(s2, s3);
        var low45 = Avx.UnpackLow(s4, s5);
        var high45 = Avx.UnpackHigh(s4, s5);
        var low67 = Avx.UnpackLow(s6, s7);
        var high67 = Avx.UnpackHigh(s6, s7);

        var first0 = Avx.Shuffle(low01, low23, 0x44);
        var first1 = Avx.Shuffle(low01, low23, 0xEE);
        var first2 = Avx.Shuffle(high01, high23, 0x44);
        var first3 = Avx.Shuffle(high01, high23, 0xEE);
        var second0 = Avx.Shuffle(low45, low67, 0x44);
        var second1 = Avx.Shuffle(low45, low67, 0xEE);
        var second2 = Avx.Shuffle(high45, high67, 0x44);
        var second3 = Avx.Shuffle(high45, high67, 0xEE);

        Avx.Permute2x128(first0, second0, 0x20).Store(target);
        Avx.Permute2x128(first1, second1, 0x20).Store(target + targetStride);
        Avx.Permute2x128(first2, second2, 0x20).Store(target + (2 * targetStride));
        Avx.Permute2x128(first3, second3, 0x20).Store(target + (3 * targetStride));
        Avx.Permute2x128(first0, second0, 0x31).Store(target + (4 * targetStride));
        Avx.Permute2x128(first1, second1, 0x31).Store(target + (5 * targetStride));
        Avx.Permute2x128(first2, second2, 0x31).Store(target + (6 * targetStride));
        Avx.Permute2x128(first3, second3, 0x31).Store(target + (7 * targetStride));
    }
}
