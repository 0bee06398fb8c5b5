using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Sums or differences of codes. Each side is shifted left, brought to the common scale and added; the sum is brought to the output's
/// scale.
/// </summary>
/// <param name="factors">For these scales.</param>
internal readonly unsafe struct QuantizedSumRun<T>(QuantizedSumFactors factors) : IBroadcastRun
    where T : unmanaged, IBinaryInteger<T>
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count)
    {
        var one = (T*)left + leftOffset;
        var other = (T*)right + rightOffset;
        var result = (T*)output + outputOffset;
        for (long index = 0; index < count; index++)
        {
            result[index] = T.CreateTruncating(
                factors.Sum(int.CreateTruncating(one[index * leftStep]), int.CreateTruncating(other[index * rightStep])));
        }
    }
}
