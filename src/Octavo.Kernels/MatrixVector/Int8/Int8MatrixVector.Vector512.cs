using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// A register of a panel holds four values of k for each of 16 columns, as bytes. Pairs of products are summed in 16 bits, pairs of these in
// 32.
internal static unsafe partial class Int8MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsVector512(byte* row, sbyte* panels, int depth, int width, int start, int* sums)
    {
        if (width == PanelsPerStep * PackedInt8Weights.PanelWidth)
        {
            FourPanelsVector512(row, panels, depth, start, sums);
            return;
        }

        var ones = Vector512.Create((short)1);
        var low = Vector512.Create(start);
        if (width == 16)
        {
            for (nint k = 0; k < depth; k += 4)
            {
                low += Products512(row + (2 * k), panels + (k * 16), ones);
            }

            low.Store(sums);
            return;
        }

        var high = low;
        for (nint k = 0; k < depth; k += 4)
        {
            low += Products512(row + (2 * k), panels + (k * 32), ones);
            high += Products512(row + (2 * k), panels + (k * 32) + 64, ones);
        }

        low.Store(sums);
        high.Store(sums + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPanelsVector512(byte* row, sbyte* panels, int depth, int start, int* sums)
    {
        var ones = Vector512.Create((short)1);
        var second = panels + ((nint)depth * 32);
        var third = second + ((nint)depth * 32);
        var fourth = third + ((nint)depth * 32);
        var a0 = Vector512.Create(start);
        var (a1, b0, b1) = (a0, a0, a0);
        var (c0, c1, d0, d1) = (a0, a0, a0, a0);
        for (nint k = 0; k < depth; k += 4)
        {
            a0 += Products512(row, panels, ones);
            a1 += Products512(row, panels + 64, ones);
            b0 += Products512(row, second, ones);
            b1 += Products512(row, second + 64, ones);
            c0 += Products512(row, third, ones);
            c1 += Products512(row, third + 64, ones);
            d0 += Products512(row, fourth, ones);
            d1 += Products512(row, fourth + 64, ones);
            row += 8;
            panels += 128;
            second += 128;
            third += 128;
            fourth += 128;
        }

        a0.Store(sums);
        a1.Store(sums + 16);
        b0.Store(sums + 32);
        b1.Store(sums + 48);
        c0.Store(sums + 64);
        c1.Store(sums + 80);
        d0.Store(sums + 96);
        d1.Store(sums + 112);
    }

    /// <summary>Four of k, 16 columns: [16 columns] of the sums of four products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products512(byte* row, sbyte* weights, Vector512<short> ones)
    {
        var magnitudes = Vector512.Create(*(int*)row).AsByte();
        var masks = Vector512.Create(*(int*)(row + 4)).AsSByte();
        return Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(magnitudes, Vector512.Load(weights) ^ masks), ones);
    }
}
