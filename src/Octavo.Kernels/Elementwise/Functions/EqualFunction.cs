using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>left = right</summary>
internal readonly struct EqualFunction : IFloatBinary, IIntegerComparison
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Same(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        left == right;
}
