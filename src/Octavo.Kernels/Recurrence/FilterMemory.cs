using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// The last values of one filter, oldest first, weighed. Order of the sum: lane j of 4 takes moments j, j + 4, ... below the last multiple
/// of 4, multiplications and additions rounded apart; the lanes are added 0, 1, 2, 3; the rest of the moments follows in order. Source:
/// LiteRT tflite/kernels/internal/optimized/neon_tensor_utils.cc, NeonVectorVectorDotProduct (the order), as recorded.
/// </summary>
internal static unsafe class FilterMemory
{
    private const int Lanes = 4;

    /// <summary>Forgets the oldest value, takes <paramref name="newest"/> and returns the sum of values x weights.</summary>
    /// <param name="values">[memory].</param>
    /// <param name="weights">[memory].</param>
    /// <param name="memory">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Remember(float* values, float newest, float* weights, int memory, KernelMode mode)
    {
        for (var moment = 1; moment < memory; moment++)
        {
            values[moment - 1] = values[moment];
        }

        values[memory - 1] = newest;
        var sum = mode == KernelMode.Reference ? LanesOneByOne(values, weights, memory) : LanesTogether(values, weights, memory);
        for (var moment = memory / Lanes * Lanes; moment < memory; moment++)
        {
            sum += values[moment] * weights[moment];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LanesTogether(float* values, float* weights, int memory)
    {
        var sums = Vector128<float>.Zero;
        for (var moment = 0; moment <= memory - Lanes; moment += Lanes)
        {
            sums += Vector128.Load(values + moment) * Vector128.Load(weights + moment);
        }

        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LanesOneByOne(float* values, float* weights, int memory)
    {
        var total = 0f;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var sum = 0f;
            for (var moment = lane; moment < memory / Lanes * Lanes; moment += Lanes)
            {
                sum += values[moment] * weights[moment];
            }

            total = lane == 0 ? sum : total + sum;
        }

        return total;
    }
}
