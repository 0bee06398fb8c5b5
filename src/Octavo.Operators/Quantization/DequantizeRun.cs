using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct DequantizeRun<T> : IConversionRun
    where T : unmanaged, IBinaryInteger<T>
{
    public void Run(void* source, void* destination, long first, long count, float scale, int zeroPoint) =>
        AffineConversion.Dequantize((T*)source + first, (float*)destination + first, count, scale, zeroPoint);
}
