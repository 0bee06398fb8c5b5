using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>From one scale and zero point to another, clamped: clamp(zeroPoint + factor x (q - inputZeroPoint)).</summary>
internal readonly unsafe struct ClampedRequantizeRun<T>(int inputZeroPoint, QuantizedMultiplier factor, int zeroPoint,
    QuantizedRange range) : IFlatRun
    where T : unmanaged, IBinaryInteger<T>
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        var from = (T*)source + offset;
        var to = (T*)destination + offset;
        for (long index = 0; index < count; index++)
        {
            to[index] = T.CreateTruncating(range.Clamp(factor.Multiply(int.CreateTruncating(from[index]) - inputZeroPoint) + zeroPoint));
        }
    }
}
