using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The largest integer not above x.</summary>
internal readonly struct FloorFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Floor(x);
}
