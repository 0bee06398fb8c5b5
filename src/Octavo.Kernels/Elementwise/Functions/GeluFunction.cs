using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x times the normal law's distribution function.</summary>
internal readonly struct GeluFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x * NormalDistribution.Cumulative(x);
}
