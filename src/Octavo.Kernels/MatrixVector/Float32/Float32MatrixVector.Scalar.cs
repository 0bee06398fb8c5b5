using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

internal static unsafe partial class Float32MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsScalar(float* left, float* panels, int depth, int width, float* sums)
    {
        var panelWidth = Math.Min(width, Float32Weights.PanelWidth);
        for (var n = 0; n < width; n++)
        {
            var column = panels + ((nint)(n / panelWidth) * panelWidth * depth) + (n % panelWidth);
            var sum = sums[n];
            for (var k = 0; k < depth; k++)
            {
                sum = MathF.FusedMultiplyAdd(left[k], column[(nint)k * panelWidth], sum);
            }

            sums[n] = sum;
        }
    }
}
