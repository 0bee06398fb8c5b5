using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>Clamps to a closed range; NaN and the sign of zero are kept.</summary>
internal readonly struct ClampFunction(ActivationRange range) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        x = TLanes.Select(TLanes.Less(x, TLanes.Of(range.Minimum)), TLanes.Of(range.Minimum), x);
        return TLanes.Select(TLanes.Less(TLanes.Of(range.Maximum), x), TLanes.Of(range.Maximum), x);
    }
}
