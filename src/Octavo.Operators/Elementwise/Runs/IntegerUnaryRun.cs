using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct IntegerUnaryRun<T, TFunction>(TFunction function) : IFlatRun
    where T : unmanaged, IBinaryInteger<T>
    where TFunction : struct, IIntegerUnary
{
    public void Run(void* source, void* destination, long offset, long count) =>
        IntegerUnary.Run(function, (T*)source + offset, (T*)destination + offset, count);
}
