using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The remainder of a floored division: it has the sign of the divisor.</summary>
internal readonly struct FloorModuloFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        LaneByLane.Invoke<TLanes, Scalar>(left, right);

    public bool HasVectorForm => false;

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsNegative(right) && right == -T.One)
        {
            return T.Zero;
        }

        var remainder = left % right;
        return remainder != T.Zero && T.IsNegative(right) != T.IsNegative(remainder) ? remainder + right : remainder;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        throw new NotSupportedException();

    private readonly struct Scalar : IScalarBinary
    {
        public static float Invoke(float left, float right) => DoublePrecision.FlooredRemainder(left, right);
    }
}
