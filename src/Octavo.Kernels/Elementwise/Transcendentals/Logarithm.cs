using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The natural logarithm within 2 units in the last place. x = 2^e (1 + f) with 1 + f in [sqrt 1/2, sqrt 2); with s = f / (2 + f),
/// ln(1 + f) = 2 (s + s^3/3 + s^5/5 + ...), |s| &lt; 0.172.
/// </summary>
internal static class Logarithm
{
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;
    private const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>ln x; negative infinity at 0, NaN below, also for subnormal x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isSubnormal = TLanes.Less(x, TLanes.Of(1.17549435e-38f));
        var scaled = TLanes.Select(isSubnormal, x * TLanes.Of(8388608f), x);
        var bits = TLanes.AddBits(scaled, TLanes.OfBits(-SqrtHalfBits));
        var exponent = TLanes.BitsToFloat(TLanes.ShiftBitsRight(bits, 23)) - (isSubnormal & TLanes.Of(23f));
        var f = TLanes.AddBits(bits & TLanes.OfBits(0x007FFFFF), TLanes.OfBits(SqrtHalfBits)) - TLanes.Of(1f);

        var s = f / (TLanes.Of(2f) + f);
        var square = s * s;
        var series = TLanes.MultiplyAdd(TLanes.Of(2f / 13f), square, TLanes.Of(2f / 11f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(2f / 9f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(2f / 7f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(2f / 5f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(2f / 3f)) * square;

        // 2s = f - s f, and s f = f^2/2 - s f^2/2: so the large part f is added last and unrounded.
        var halfSquare = TLanes.Of(0.5f) * f * f;
        var correction = TLanes.MultiplyAdd(s, halfSquare + series, exponent * TLanes.Of(Ln2Low));
        var logarithm = TLanes.MultiplyAdd(exponent, TLanes.Of(Ln2High), f - (halfSquare - correction));

        var isFinite = TLanes.Less(x, TLanes.Of(float.PositiveInfinity));
        logarithm = TLanes.Select(isFinite, logarithm, x);
        logarithm = TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), TLanes.Of(float.NaN), logarithm);
        return TLanes.Select(TLanes.Same(x, TLanes.Of(0f)), TLanes.Of(float.NegativeInfinity), logarithm);
    }
}
