using System.Numerics;

namespace Octavo.Kernels;

/// <summary>The sum divided by the count, truncated toward zero; 0 for nothing.</summary>
internal readonly struct MeanFold : IIntegerFold
{
    public static long Start<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => 0;

    public static long Add(long sum, long x) => unchecked(sum + x);

    public static long Finish(long sum, long count) => count == 0 ? 0 : sum / count;
}
