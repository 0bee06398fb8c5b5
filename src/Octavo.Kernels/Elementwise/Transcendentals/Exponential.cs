using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// e^x and its relatives, within 2 units in the last place. With n the integer nearest to x / ln 2 and r = x - n ln 2 (|r| &lt;= 0.3466),
/// e^x = 2^n e^r; e^r is its Taylor series up to r^7, whose next term is below 2^-27.
/// </summary>
internal static class Exponential
{
    private const float Log2E = 1.44269504f;

    // ln 2 = High + Low, so that a fused n x High loses nothing that matters.
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;

    // 1.5 x 2^23: a sum with it has the rounded integer in its low mantissa bits.
    private const float RoundingShift = 12582912f;
    private const int RoundingShiftBits = 0x4B400000;

    /// <summary>e^x; 0 below -104, infinity above 88.73, subnormal results rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        x = Clamp(x, -104f, 89f);
        var shifted = TLanes.MultiplyAdd(x, TLanes.Of(Log2E), TLanes.Of(RoundingShift));
        var power = PowerMinusOne(x, shifted) + TLanes.Of(1f);

        // 2^n leaves the exponent range at both ends, so it is multiplied in as two halves.
        var n = TLanes.AddBits(shifted, TLanes.OfBits(-RoundingShiftBits));
        var half = TLanes.ShiftBitsRight(n, 1);
        var rest = TLanes.AddBits(n, TLanes.AddBits(half ^ TLanes.OfBits(-1), TLanes.OfBits(1)));
        return power * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    /// <summary>e^x - 1 for x &lt;= 40, with full relative precision near 0; -1 below -18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpMinusOne<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        x = Clamp(x, -40f, 40f);
        var shifted = TLanes.MultiplyAdd(x, TLanes.Of(Log2E), TLanes.Of(RoundingShift));
        var powerMinusOne = PowerMinusOne(x, shifted);
        var scale = PowerOfTwo(TLanes.AddBits(shifted, TLanes.OfBits(-RoundingShiftBits)));
        return TLanes.MultiplyAdd(scale, powerMinusOne, scale - TLanes.Of(1f));
    }

    /// <summary>tanh x = t / (t + 2) with t = e^2|x| - 1, under the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sign = x & TLanes.OfBits(int.MinValue);
        var magnitude = x ^ sign;

        // Beyond 10 the quotient is 1 to the last bit.
        magnitude = TLanes.Select(TLanes.Less(TLanes.Of(10f), magnitude), TLanes.Of(10f), magnitude);
        var t = ExpMinusOne(magnitude + magnitude);
        return (t / (t + TLanes.Of(2f))) | sign;
    }

    /// <summary>1 / (1 + e^-x), computed from e^-|x| so that neither side overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Logistic<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var power = Exp(x | TLanes.OfBits(int.MinValue));
        var numerator = TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), power, TLanes.Of(1f));
        return numerator / (TLanes.Of(1f) + power);
    }

    /// <summary>e^r - 1, where n stands rounded in <paramref name="shifted"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerMinusOne<TLanes>(TLanes x, TLanes shifted)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var n = shifted - TLanes.Of(RoundingShift);
        var r = TLanes.MultiplyAdd(n, TLanes.Of(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Of(-Ln2Low), r);
        var series = TLanes.MultiplyAdd(TLanes.Of(1f / 5040f), r, TLanes.Of(1f / 720f));
        series = TLanes.MultiplyAdd(series, r, TLanes.Of(1f / 120f));
        series = TLanes.MultiplyAdd(series, r, TLanes.Of(1f / 24f));
        series = TLanes.MultiplyAdd(series, r, TLanes.Of(1f / 6f));
        series = TLanes.MultiplyAdd(series, r, TLanes.Of(0.5f));
        return TLanes.MultiplyAdd(series, r * r, r);
    }

    /// <summary>2^n for an integer bit pattern n in [-126, 127].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerOfTwo<TLanes>(TLanes n)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.AddBits(TLanes.ShiftBitsLeft(n, 23), TLanes.Of(1f));

    /// <summary>Keeps NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes x, float minimum, float maximum)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        x = TLanes.Select(TLanes.Less(x, TLanes.Of(minimum)), TLanes.Of(minimum), x);
        return TLanes.Select(TLanes.Less(TLanes.Of(maximum), x), TLanes.Of(maximum), x);
    }
}
