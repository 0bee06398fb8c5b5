namespace Octavo.Kernels;

/// <summary>
/// <see cref="ApproximateGeluFunction"/> with every step, and the constants, rounded to float16.
/// Source: LiteRT's builtin kernel for float16, as recorded.
/// </summary>
internal readonly struct HalfApproximateGeluFunction : IFloatUnary
{
    private static readonly float Root = (float)(Half)0.797884561f;
    private static readonly float CubicFactor = (float)(Half)0.044715f;

    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var cubic = HalfRounding.Of(TLanes.Of(CubicFactor) * HalfRounding.Of(x * HalfRounding.Of(x * x)));
        var inner = HalfRounding.Of(TLanes.Of(Root) * HalfRounding.Of(x + cubic));
        var gate = HalfRounding.Of(TLanes.Of(1f) + HalfRounding.Of(Exponential.Tanh(inner)));
        return HalfRounding.Of(HalfRounding.Of(TLanes.Of(0.5f) * x) * gate);
    }
}
