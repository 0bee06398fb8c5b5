using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>left^right, as C's pow for floats; a negative exponent of integers is refused.</summary>
internal readonly struct PowerFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        LaneByLane.Invoke<TLanes, Scalar>(left, right);

    public bool HasVectorForm => false;

    /// <exception cref="ArithmeticException">The exponent is negative.</exception>
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsNegative(right))
        {
            throw new ArithmeticException("An integer power has a negative exponent.");
        }

        var power = T.One;
        for (; right != T.Zero; right >>= 1, left *= left)
        {
            power = T.IsOddInteger(right) ? power * left : power;
        }

        return power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        throw new NotSupportedException();

    private readonly struct Scalar : IScalarBinary
    {
        public static float Invoke(float left, float right) => DoublePrecision.Power(left, right);
    }
}
