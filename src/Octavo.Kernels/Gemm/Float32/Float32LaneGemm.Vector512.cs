using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Lanes 0-15 and 16-31 of a sum are two registers; four outputs at a time share the loads of the left row.
internal static unsafe partial class Float32LaneGemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowVector512(float* left, float* tail, in Float32Weights weights, float* output)
    {
        nint stride = weights.PaddedDepth;
        var row = weights.Pointer;
        var n = 0;
        for (; n + 4 <= weights.Outputs; n += 4)
        {
            Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (nint k = 0; k < weights.Depth; k += Lanes)
            {
                var source = k + Lanes <= weights.Depth ? left + k : tail;
                var low = Vector512.Load(source);
                var high = Vector512.Load(source + 16);
                a0 = Avx512F.FusedMultiplyAdd(low, Vector512.Load(row + k), a0);
                a1 = Avx512F.FusedMultiplyAdd(high, Vector512.Load(row + k + 16), a1);
                b0 = Avx512F.FusedMultiplyAdd(low, Vector512.Load(row + stride + k), b0);
                b1 = Avx512F.FusedMultiplyAdd(high, Vector512.Load(row + stride + k + 16), b1);
                c0 = Avx512F.FusedMultiplyAdd(low, Vector512.Load(row + (2 * stride) + k), c0);
                c1 = Avx512F.FusedMultiplyAdd(high, Vector512.Load(row + (2 * stride) + k + 16), c1);
                d0 = Avx512F.FusedMultiplyAdd(low, Vector512.Load(row + (3 * stride) + k), d0);
                d1 = Avx512F.FusedMultiplyAdd(high, Vector512.Load(row + (3 * stride) + k + 16), d1);
            }

            output[n] = Tree(a0 + a1);
            output[n + 1] = Tree(b0 + b1);
            output[n + 2] = Tree(c0 + c1);
            output[n + 3] = Tree(d0 + d1);
            row += 4 * stride;
        }

        for (; n < weights.Outputs; n++)
        {
            Vector512<float> a0 = default, a1 = default;
            for (nint k = 0; k < weights.Depth; k += Lanes)
            {
                var source = k + Lanes <= weights.Depth ? left + k : tail;
                a0 = Avx512F.FusedMultiplyAdd(Vector512.Load(source), Vector512.Load(row + k), a0);
                a1 = Avx512F.FusedMultiplyAdd(Vector512.Load(source + 16), Vector512.Load(row + k + 16), a1);
            }

            output[n] = Tree(a0 + a1);
            row += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Tree(Vector512<float> sixteen) => Tree(sixteen.GetLower() + sixteen.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Tree(Vector256<float> eight)
    {
        var four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
