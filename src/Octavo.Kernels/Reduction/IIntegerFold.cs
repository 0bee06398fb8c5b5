using System.Numerics;

namespace Octavo.Kernels;

/// <summary>How integers are reduced: in 64 bits, in order, cut to the element type at the end.</summary>
internal interface IIntegerFold
{
    static abstract long Start<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;

    static abstract long Add(long sum, long x);

    static abstract long Finish(long sum, long count);
}
