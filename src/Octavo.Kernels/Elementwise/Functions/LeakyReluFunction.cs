using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x where it is at least 0, slope x below.</summary>
internal readonly struct LeakyReluFunction(float slope) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), x * TLanes.Of(slope), x);
}
