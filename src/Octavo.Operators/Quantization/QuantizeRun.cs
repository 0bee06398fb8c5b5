using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct QuantizeRun<T> : IConversionRun
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public void Run(void* source, void* destination, long first, long count, float scale, int zeroPoint) =>
        AffineConversion.Quantize((float*)source + first, (T*)destination + first, count, scale, zeroPoint);
}
