using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Half a panel in two registers, of up to four panels: eight independent sums.
internal static unsafe partial class Float32MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsVector256(float* left, float* panels, int depth, int width, float* sums)
    {
        var panelWidth = Math.Min(width, Float32Weights.PanelWidth);
        for (var column = 0; column < panelWidth; column += 16)
        {
            if (width == 4 * Float32Weights.PanelWidth)
            {
                FourHalfPanels(left, panels + column, depth, sums + column);
            }
            else
            {
                HalfPanel(left, panels + column, depth, panelWidth, sums + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HalfPanel(float* left, float* panel, int depth, nint panelWidth, float* sums)
    {
        var low = Vector256.Load(sums);
        var high = Vector256.Load(sums + 8);
        for (nint k = 0; k < depth; k++)
        {
            var value = Vector256.Create(left[k]);
            low = Fma.MultiplyAdd(value, Vector256.Load(panel), low);
            high = Fma.MultiplyAdd(value, Vector256.Load(panel + 8), high);
            panel += panelWidth;
        }

        low.Store(sums);
        high.Store(sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourHalfPanels(float* left, float* panels, int depth, float* sums)
    {
        var second = panels + ((nint)depth * 32);
        var third = second + ((nint)depth * 32);
        var fourth = third + ((nint)depth * 32);
        var a0 = Vector256.Load(sums);
        var a1 = Vector256.Load(sums + 8);
        var b0 = Vector256.Load(sums + 32);
        var b1 = Vector256.Load(sums + 40);
        var c0 = Vector256.Load(sums + 64);
        var c1 = Vector256.Load(sums + 72);
        var d0 = Vector256.Load(sums + 96);
        var d1 = Vector256.Load(sums + 104);
        for (nint k = 0; k < depth; k++)
        {
            var value = Vector256.Create(left[k]);
            a0 = Fma.MultiplyAdd(value, Vector256.Load(panels), a0);
            a1 = Fma.MultiplyAdd(value, Vector256.Load(panels + 8), a1);
            b0 = Fma.MultiplyAdd(value, Vector256.Load(second), b0);
            b1 = Fma.MultiplyAdd(value, Vector256.Load(second + 8), b1);
            c0 = Fma.MultiplyAdd(value, Vector256.Load(third), c0);
            c1 = Fma.MultiplyAdd(value, Vector256.Load(third + 8), c1);
            d0 = Fma.MultiplyAdd(value, Vector256.Load(fourth), d0);
            d1 = Fma.MultiplyAdd(value, Vector256.Load(fourth + 8), d1);
            panels += 32;
            second += 32;
            third += 32;
            fourth += 32;
        }

        a0.Store(sums);
        a1.Store(sums + 8);
        b0.Store(sums + 32);
        b1.Store(sums + 40);
        c0.Store(sums + 64);
        c1.Store(sums + 72);
        d0.Store(sums + 96);
        d1.Store(sums + 104);
    }
}
