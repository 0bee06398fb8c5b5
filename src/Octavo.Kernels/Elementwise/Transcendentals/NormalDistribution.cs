using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The distribution function of the normal law, (1 + erf(x / sqrt 2)) / 2, with small relative error in both tails. With z = |x| / sqrt 2:
/// up to 0.9 the Taylor series of erf; beyond, erfc z = e^-z^2 g(1 / (1 + z/2)), g a polynomial fitted at Chebyshev points (error 4e-9).
/// </summary>
internal static class NormalDistribution
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Cumulative<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sign = x & TLanes.OfBits(int.MinValue);
        var magnitude = x ^ sign;
        magnitude = TLanes.Select(TLanes.Less(TLanes.Of(14.9f), magnitude), TLanes.Of(14.9f), magnitude);
        var z = magnitude * TLanes.Of(0.707106781f);
        var square = z * z;

        var series = TLanes.MultiplyAdd(TLanes.Of(1f / 685440f), square, TLanes.Of(-1f / 75600f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(1f / 9360f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(-1f / 1320f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(1f / 216f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(-1f / 42f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(0.1f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(-1f / 3f));
        series = TLanes.MultiplyAdd(series, square, TLanes.Of(1f));
        var central = TLanes.MultiplyAdd((z | sign) * TLanes.Of(0.564189584f), series, TLanes.Of(0.5f));

        // erfc z / 2. e^-z^2 is sensitive to its argument, so it is taken of x^2/2, and what rounding x^2 lost is put back as a factor.
        var doubled = magnitude * magnitude;
        var lost = TLanes.Of(0.5f) * TLanes.MultiplyAdd(magnitude, magnitude, TLanes.Of(0f) - doubled);
        var power = Exponential.Exp(TLanes.Of(-0.5f) * doubled);
        power = TLanes.MultiplyAdd(power, TLanes.Of(0f) - lost, power);
        var tail = TLanes.Of(0.5f) * power * Scaled(TLanes.Of(1f) / TLanes.MultiplyAdd(z, TLanes.Of(0.5f), TLanes.Of(1f)));
        var outer = TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), tail, TLanes.Of(1f) - tail);
        return TLanes.Select(TLanes.Less(z, TLanes.Of(0.9f)), central, outer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Scaled<TLanes>(TLanes t)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var g = TLanes.MultiplyAdd(TLanes.Of(-0.07331773884281143f), t, TLanes.Of(0.34776097677154594f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(-0.6063599374580456f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(0.4031262678803347f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(-0.10684048221778508f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(0.23517315595234617f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(0.23482789931237655f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(0.2836497344941421f));
        g = TLanes.MultiplyAdd(g, t, TLanes.Of(0.28197906797441746f));
        return TLanes.MultiplyAdd(g, t, TLanes.Of(3.760680532576375e-06f));
    }
}
