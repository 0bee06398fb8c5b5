using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct FloatBinaryRun<TFunction>(TFunction function, KernelMode mode) : IBroadcastRun
    where TFunction : struct, IFloatBinary
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        FloatBinary.Run(
            function, (float*)left + leftOffset, leftStep, (float*)right + rightOffset, rightStep, (float*)output + outputOffset, count,
            mode);
}
