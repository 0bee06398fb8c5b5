using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The smaller one, as left &lt; right ? left : right: a NaN on the left gives the right side.</summary>
internal readonly struct MinimumFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(left, right), left, right);

    public bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        left < right ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Vector.Min(left, right);
}
