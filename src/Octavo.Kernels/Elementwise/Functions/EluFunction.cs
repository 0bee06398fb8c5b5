using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x where it is at least 0, e^x - 1 below.</summary>
internal readonly struct EluFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), Exponential.ExpMinusOne(x), x);
}
