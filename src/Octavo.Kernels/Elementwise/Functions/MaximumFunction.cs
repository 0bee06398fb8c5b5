using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The larger one, as left > right ? left : right: a NaN on the left gives the right side.
/// Source: LiteRT's reference kernels, as recorded (reference/kernel-arithmetic.md).</summary>
internal readonly struct MaximumFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(right, left), left, right);

    public bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        left > right ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Vector.Max(left, right);
}
