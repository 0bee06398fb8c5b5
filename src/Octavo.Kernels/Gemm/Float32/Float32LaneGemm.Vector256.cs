using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Eight lanes a register, four registers a sum; two outputs at a time.
internal static unsafe partial class Float32LaneGemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowVector256(float* left, float* tail, in Float32Weights weights, float* output)
    {
        nint stride = weights.PaddedDepth;
        var row = weights.Pointer;
        for (var n = 0; n < weights.Outputs; n += 2)
        {
            // The odd last output is computed twice.
            var next = n + 1 < weights.Outputs ? row + stride : row;
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (nint k = 0; k < weights.Depth; k += Lanes)
            {
                var source = k + Lanes <= weights.Depth ? left + k : tail;
                var value = Vector256.Load(source);
                a0 = Fma.MultiplyAdd(value, Vector256.Load(row + k), a0);
                b0 = Fma.MultiplyAdd(value, Vector256.Load(next + k), b0);
                value = Vector256.Load(source + 8);
                a1 = Fma.MultiplyAdd(value, Vector256.Load(row + k + 8), a1);
                b1 = Fma.MultiplyAdd(value, Vector256.Load(next + k + 8), b1);
                value = Vector256.Load(source + 16);
                a2 = Fma.MultiplyAdd(value, Vector256.Load(row + k + 16), a2);
                b2 = Fma.MultiplyAdd(value, Vector256.Load(next + k + 16), b2);
                value = Vector256.Load(source + 24);
                a3 = Fma.MultiplyAdd(value, Vector256.Load(row + k + 24), a3);
                b3 = Fma.MultiplyAdd(value, Vector256.Load(next + k + 24), b3);
            }

            output[n] = Tree((a0 + a2) + (a1 + a3));
            if (n + 1 < weights.Outputs)
            {
                output[n + 1] = Tree((b0 + b2) + (b1 + b3));
            }

            row += 2 * stride;
        }
    }
}
