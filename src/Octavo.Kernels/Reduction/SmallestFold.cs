using System.Numerics;

namespace Octavo.Kernels;

/// <summary>The smallest; the type's largest value for nothing.</summary>
internal readonly struct SmallestFold : IIntegerFold
{
    public static long Start<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => long.CreateSaturating(T.MaxValue);

    public static long Add(long sum, long x) => Math.Min(sum, x);

    public static long Finish(long sum, long count) => sum;
}
