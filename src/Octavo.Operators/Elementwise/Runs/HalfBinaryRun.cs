using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct HalfBinaryRun<TFunction>(TFunction function) : IBroadcastRun
    where TFunction : struct, IFloatBinary
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        HalfElementwise.Binary(
            function, (Half*)left + leftOffset, leftStep, (Half*)right + rightOffset, rightStep, (Half*)output + outputOffset, count);
}
