namespace Octavo.Kernels;

/// <summary>
/// x/2 erfc(-x sqrt 1/2) with every step rounded to float16, and the root too.
/// Source: LiteRT's builtin kernel for float16, as recorded.
/// </summary>
internal readonly struct HalfGeluFunction : IFloatUnary
{
    private static readonly float Root = (float)(Half)0.70710677f;

    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var scaled = HalfRounding.Of(x * TLanes.Of(Root));

        // erfc(-z) is twice the normal distribution function at z sqrt 2.
        var complement = HalfRounding.Of(TLanes.Of(2f) * NormalDistribution.Cumulative(scaled * TLanes.Of(1.41421356f)));
        return HalfRounding.Of(HalfRounding.Of(x * TLanes.Of(0.5f)) * complement);
    }
}
