using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Four panels at a time: eight independent sums hide the latency of the multiply-add, four streams keep the memory busy.
internal static unsafe partial class Float32MatrixVector
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelsVector512(float* left, float* panels, int depth, int width, float* sums)
    {
        if (width == 4 * Float32Weights.PanelWidth)
        {
            FourPanelsVector512(left, panels, depth, sums);
            return;
        }

        var low = Vector512.Load(sums);
        if (width == 16)
        {
            for (nint k = 0; k < depth; k++)
            {
                low = Avx512F.FusedMultiplyAdd(Vector512.Create(left[k]), Vector512.Load(panels + (k * 16)), low);
            }

            low.Store(sums);
            return;
        }

        var high = Vector512.Load(sums + 16);
        for (nint k = 0; k < depth; k++)
        {
            var value = Vector512.Create(left[k]);
            low = Avx512F.FusedMultiplyAdd(value, Vector512.Load(panels + (k * 32)), low);
            high = Avx512F.FusedMultiplyAdd(value, Vector512.Load(panels + (k * 32) + 16), high);
        }

        low.Store(sums);
        high.Store(sums + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPanelsVector512(float* left, float* panels, int depth, float* sums)
    {
        var second = panels + ((nint)depth * 32);
        var third = second + ((nint)depth * 32);
        var fourth = third + ((nint)depth * 32);
        var a0 = Vector512.Load(sums);
        var a1 = Vector512.Load(sums + 16);
        var b0 = Vector512.Load(sums + 32);
        var b1 = Vector512.Load(sums + 48);
        var c0 = Vector512.Load(sums + 64);
        var c1 = Vector512.Load(sums + 80);
        var d0 = Vector512.Load(sums + 96);
        var d1 = Vector512.Load(sums + 112);
        for (nint k = 0; k < depth; k++)
        {
            var value = Vector512.Create(left[k]);
            a0 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(panels), a0);
            a1 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(panels + 16), a1);
            b0 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(second), b0);
            b1 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(second + 16), b1);
            c0 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(third), c0);
            c1 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(third + 16), c1);
            d0 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(fourth), d0);
            d1 = Avx512F.FusedMultiplyAdd(value, Vector512.Load(fourth + 16), d1);
            panels += 32;
            second += 32;
            third += 32;
            fourth += 32;
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
}
