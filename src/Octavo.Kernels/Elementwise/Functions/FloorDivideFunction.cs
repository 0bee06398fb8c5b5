using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The largest integer not above left / right.</summary>
internal readonly struct FloorDivideFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Floor(left / right);

    public bool HasVectorForm => false;

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsNegative(right) && right == -T.One)
        {
            return T.Zero - left;
        }

        var quotient = left / right;
        return quotient * right != left && T.IsNegative(left) != T.IsNegative(right) ? quotient - T.One : quotient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        throw new NotSupportedException();
}
