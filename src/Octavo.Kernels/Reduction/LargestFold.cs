using System.Numerics;

namespace Octavo.Kernels;

/// <summary>The largest; the type's smallest value for nothing.</summary>
internal readonly struct LargestFold : IIntegerFold
{
    public static long Start<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => long.CreateSaturating(T.MinValue);

    public static long Add(long sum, long x) => Math.Max(sum, x);

    public static long Finish(long sum, long count) => sum;
}
