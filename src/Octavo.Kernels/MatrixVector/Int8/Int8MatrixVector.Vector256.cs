using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Eight columns in a register; otherwise as with 512 bits.
internal static unsafe partial class Int8MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsVector256(byte* row, sbyte* panels, int depth, int width, int start, int* sums)
    {
        var ones = Vector256.Create((short)1);
        var panelWidth = Math.Min(width, PackedInt8Weights.PanelWidth);
        for (var column = 0; column < width; column += 16)
        {
            var weights = panels + ((nint)(column / panelWidth) * panelWidth * depth) + (column % panelWidth * 4);
            var low = Vector256.Create(start);
            var high = low;
            for (nint k = 0; k < depth; k += 4)
            {
                low += Products256(row + (2 * k), weights, ones);
                high += Products256(row + (2 * k), weights + 32, ones);
                weights += panelWidth * 4;
            }

            low.Store(sums + column);
            high.Store(sums + column + 8);
        }
    }

    /// <summary>16 elements at a time; psadbw sums the magnitudes of negative ones, eight bytes in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int SplitVector128(sbyte* row, int depth, byte* target)
    {
        var sum = Vector128<int>.Zero;
        var k = 0;
        for (; k + 16 <= depth; k += 16)
        {
            var values = Vector128.Load(row + k);
            var masks = Vector128.LessThan(values, Vector128<sbyte>.Zero);
            var magnitudes = (values ^ masks) - masks;
            Sse2.UnpackLow(magnitudes.AsInt32(), masks.AsInt32()).AsByte().Store(target + (2 * k));
            Sse2.UnpackHigh(magnitudes.AsInt32(), masks.AsInt32()).AsByte().Store(target + (2 * k) + 16);
            sum += Sse2.SumAbsoluteDifferences((magnitudes & masks).AsByte(), Vector128<byte>.Zero).AsInt32();
        }

        return sum[0] + sum[2] + SplitFrom(k, row, depth, target);
    }

    /// <summary>Four of k, eight columns: [8 columns] of the sums of four products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products256(byte* row, sbyte* weights, Vector256<short> ones)
    {
        var magnitudes = Vector256.Create(*(int*)row).AsByte();
        var masks = Vector256.Create(*(int*)(row + 4)).AsSByte();
        return Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(magnitudes, Vector256.Load(weights) ^ masks), ones);
    }
}
