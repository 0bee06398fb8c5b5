using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct HalfComparisonRun<TFunction>(TFunction function) : IBroadcastRun
    where TFunction : struct, IFloatBinary
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        HalfElementwise.Compare(
            function, (Half*)left + leftOffset, leftStep, (Half*)right + rightOffset, rightStep, (byte*)output + outputOffset, count);
}
