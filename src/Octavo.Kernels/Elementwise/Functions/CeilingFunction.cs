using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The smallest integer not below x.</summary>
internal readonly struct CeilingFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Ceiling(x);
}
