using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct RequantizeRun<TSource, T>(int inputZeroPoint, QuantizedMultiplier factor, int zeroPoint) : IFlatRun
    where TSource : unmanaged, IBinaryInteger<TSource>
    where T : unmanaged, IBinaryInteger<T>
{
    public void Run(void* source, void* destination, long offset, long count) =>
        AffineConversion.Requantize((TSource*)source + offset, (T*)destination + offset, count, inputZeroPoint, factor, zeroPoint);
}
