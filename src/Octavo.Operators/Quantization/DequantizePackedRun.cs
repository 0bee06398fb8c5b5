using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct DequantizePackedRun(int bits) : IConversionRun
{
    public void Run(void* source, void* destination, long first, long count, float scale, int zeroPoint) =>
        AffineConversion.DequantizePacked((byte*)source, first, (float*)destination + first, count, bits, scale, zeroPoint);
}
