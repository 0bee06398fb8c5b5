using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>not left = right: true where one is NaN.</summary>
internal readonly struct NotEqualFunction : IFloatBinary, IIntegerComparison
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Same(left, right) ^ TLanes.OfBits(-1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        left != right;
}
