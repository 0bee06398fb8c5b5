using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The nearest integer, half to even; what a negative x rounds to zero becomes +0, as in LiteRT's kernel.</summary>
internal readonly struct RoundFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), TLanes.Round(x) + TLanes.Of(0f), TLanes.Round(x));
}
