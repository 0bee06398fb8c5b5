using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>(x - first) - second</summary>
internal readonly struct ShiftFunction(float first, float second) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x - TLanes.Of(first) - TLanes.Of(second);
}
