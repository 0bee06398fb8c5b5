using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Sine and cosine within 2 units in the last place. With n the integer nearest to x / (pi/2) and r = x - n pi/2 (|r| &lt;= 0.79), the
/// result is the Taylor series of sine or cosine in r, chosen and signed by n mod 4. Arguments beyond 2^16 are reduced one by one in
/// integers.
/// </summary>
internal static unsafe class Trigonometry
{
    private const float TwoOverPi = 0.636619747f;

    // pi/2 as three floats, whose sum has 72 correct bits.
    private const float HalfPi1 = 1.57079637f;
    private const float HalfPi2 = -4.37113883e-8f;
    private const float HalfPi3 = -1.71512451e-15f;
    private const float RoundingShift = 12582912f;
    private const float LargestDirect = 65536f;

    /// <summary>sin x; NaN at the infinities, keeps the sign of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sin<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sine = Reduced(x, 0);
        return TLanes.Select(TLanes.Same(x, TLanes.Of(0f)), x, sine);
    }

    /// <summary>cos x; NaN at the infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Cos<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Reduced(x, 1);

    /// <summary>sin(x + shift pi/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Reduced<TLanes>(TLanes x, int shift)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var shifted = TLanes.MultiplyAdd(x, TLanes.Of(TwoOverPi), TLanes.Of(RoundingShift));
        var n = shifted - TLanes.Of(RoundingShift);
        var r = TLanes.MultiplyAdd(n, TLanes.Of(-HalfPi1), x);
        r = TLanes.MultiplyAdd(n, TLanes.Of(-HalfPi2), r);
        r = TLanes.MultiplyAdd(n, TLanes.Of(-HalfPi3), r);
        var result = OfQuadrant(r, TLanes.AddBits(shifted, TLanes.OfBits(shift)));
        var isLarge = TLanes.Less(TLanes.Of(LargestDirect), x & TLanes.OfBits(int.MaxValue));
        return TLanes.Any(isLarge) ? WithLarge(x, isLarge, result, shift) : result;
    }

    /// <param name="quadrant">Bit patterns whose two low bits count quarter turns.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfQuadrant<TLanes>(TLanes r, TLanes quadrant)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var square = r * r;
        var sine = TLanes.MultiplyAdd(TLanes.Of(1f / 362880f), square, TLanes.Of(-1f / 5040f));
        sine = TLanes.MultiplyAdd(sine, square, TLanes.Of(1f / 120f));
        sine = TLanes.MultiplyAdd(sine, square, TLanes.Of(-1f / 6f));
        sine = TLanes.MultiplyAdd(sine * square, r, r);
        var cosine = TLanes.MultiplyAdd(TLanes.Of(-1f / 3628800f), square, TLanes.Of(1f / 40320f));
        cosine = TLanes.MultiplyAdd(cosine, square, TLanes.Of(-1f / 720f));
        cosine = TLanes.MultiplyAdd(cosine, square, TLanes.Of(1f / 24f));
        cosine = TLanes.MultiplyAdd(cosine, square, TLanes.Of(-0.5f));
        cosine = TLanes.MultiplyAdd(cosine, square, TLanes.Of(1f));
        var isOdd = TLanes.ShiftBitsRight(TLanes.ShiftBitsLeft(quadrant, 31), 31);
        var sign = TLanes.ShiftBitsLeft(quadrant, 30) & TLanes.OfBits(int.MinValue);
        return TLanes.Select(isOdd, cosine, sine) ^ sign;
    }

    /// <summary>Replaces the lanes whose argument is large.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes WithLarge<TLanes>(TLanes x, TLanes isLarge, TLanes result, int shift)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var values = stackalloc float[TLanes.Count];
        TLanes.Store(x, values);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var quadrant = LargeAngle.Reduce(values[lane], out var remainder);
            values[lane] = OfQuadrant(new Lanes1(remainder), Lanes1.OfBits(quadrant + shift)).Value;
        }

        return TLanes.Select(isLarge, TLanes.Load(values), result);
    }
}
