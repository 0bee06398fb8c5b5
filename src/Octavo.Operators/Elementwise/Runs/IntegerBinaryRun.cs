using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct IntegerBinaryRun<T, TFunction>(TFunction function, KernelMode mode) : IBroadcastRun
    where T : unmanaged, IBinaryInteger<T>
    where TFunction : struct, IIntegerBinary
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        IntegerBinary.Run(
            function, (T*)left + leftOffset, leftStep, (T*)right + rightOffset, rightStep, (T*)output + outputOffset, count, mode);
}
