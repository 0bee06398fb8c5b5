using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct FloatComparisonRun<TFunction>(TFunction function, KernelMode mode) : IBroadcastRun
    where TFunction : struct, IFloatBinary
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        FloatComparison.Run(
            function, (float*)left + leftOffset, leftStep, (float*)right + rightOffset, rightStep, (byte*)output + outputOffset, count,
            mode);
}
