using System.Numerics;
using Octavo.Kernels;

namespace Octavo.Operators;

internal readonly unsafe struct IntegerComparisonRun<T, TFunction>(TFunction function) : IBroadcastRun
    where T : unmanaged, IBinaryInteger<T>
    where TFunction : struct, IIntegerComparison
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count) =>
        IntegerComparison.Run(
            function, (T*)left + leftOffset, leftStep, (T*)right + rightOffset, rightStep, (byte*)output + outputOffset, count);
}
