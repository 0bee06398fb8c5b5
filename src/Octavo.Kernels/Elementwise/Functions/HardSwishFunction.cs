using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x clamp(x + 3, 0, 6) / 6, with the last division as a product with the float nearest to 1/6.</summary>
internal readonly struct HardSwishFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var gate = x + TLanes.Of(3f);
        gate = TLanes.Select(TLanes.Less(gate, TLanes.Of(0f)), TLanes.Of(0f), gate);
        gate = TLanes.Select(TLanes.Less(TLanes.Of(6f), gate), TLanes.Of(6f), gate);
        return x * gate * TLanes.Of(1f / 6f);
    }
}
