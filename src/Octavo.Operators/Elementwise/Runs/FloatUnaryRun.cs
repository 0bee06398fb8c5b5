using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct FloatUnaryRun<TFunction>(TFunction function, KernelMode mode) : IFlatRun
    where TFunction : struct, IFloatUnary
{
    public void Run(void* source, void* destination, long offset, long count) =>
        FloatUnary.Run(function, (float*)source + offset, (float*)destination + offset, count, mode);
}
