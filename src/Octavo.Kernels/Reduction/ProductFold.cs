using System.Numerics;

namespace Octavo.Kernels;

/// <summary>The product, wrapping around.</summary>
internal readonly struct ProductFold : IIntegerFold
{
    public static long Start<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => 1;

    public static long Add(long sum, long x) => unchecked(sum * x);

    public static long Finish(long sum, long count) => sum;
}
