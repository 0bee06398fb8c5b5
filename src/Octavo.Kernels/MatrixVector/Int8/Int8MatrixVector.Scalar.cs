using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

internal static unsafe partial class Int8MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int SplitScalar(sbyte* row, int depth, byte* target) => SplitFrom(0, row, depth, target);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsScalar(byte* row, sbyte* panels, int depth, int width, int start, int* sums)
    {
        var panelWidth = Math.Min(width, PackedInt8Weights.PanelWidth);
        for (var n = 0; n < width; n++)
        {
            var panel = panels + ((nint)(n / panelWidth) * panelWidth * depth) + (n % panelWidth * 4);
            var sum = start;
            for (nint k = 0; k < depth; k += 4)
            {
                for (var j = 0; j < 4; j++)
                {
                    sum += row[(2 * k) + j] * (sbyte)(panel[(k * panelWidth) + j] ^ (sbyte)row[(2 * k) + 4 + j]);
                }
            }

            sums[n] = sum;
        }
    }

    /// <summary>Splits what a row holds from some multiple of four on.</summary>
    private static int SplitFrom(int first, sbyte* row, int depth, byte* target)
    {
        var sum = 0;
        for (var k = first; k < PaddedDepth(depth); k++)
        {
            int value = k < depth ? row[k] : 0;
            var place = target + (k / 4 * 8) + (k % 4);
            place[0] = (byte)Math.Abs(value);
            place[4] = value < 0 ? byte.MaxValue : (byte)0;
            sum += value < 0 ? -value : 0;
        }

        return sum;
    }
}
