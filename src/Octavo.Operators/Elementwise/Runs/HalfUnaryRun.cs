using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct HalfUnaryRun<TFunction>(TFunction function) : IFlatRun
    where TFunction : struct, IFloatUnary
{
    public void Run(void* source, void* destination, long offset, long count) =>
        HalfElementwise.Unary(function, (Half*)source + offset, (Half*)destination + offset, count);
}
