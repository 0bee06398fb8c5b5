using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

internal static unsafe partial class Float32LaneGemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowScalar(float* left, float* tail, in Float32Weights weights, float* output)
    {
        var lanes = stackalloc float[Lanes];
        for (var n = 0; n < weights.Outputs; n++)
        {
            var row = weights.Pointer + ((nint)n * weights.PaddedDepth);
            new Span<float>(lanes, Lanes).Clear();
            var k = 0;
            for (; k + Lanes <= weights.Depth; k += Lanes)
            {
                Accumulate(left + k, row + k, lanes);
            }

            if (k < weights.Depth)
            {
                Accumulate(tail, row + k, lanes);
            }

            output[n] = Tree(lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(float* left, float* row, float* lanes)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            lanes[lane] = MathF.FusedMultiplyAdd(left[lane], row[lane], lanes[lane]);
        }
    }
}
