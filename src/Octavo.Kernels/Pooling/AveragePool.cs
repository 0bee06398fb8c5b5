using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The sum divided by the count.</summary>
internal readonly struct AveragePool : IPoolFunction
{
    public static float Start => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(TLanes sum, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum + x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, float count)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum / TLanes.Of(count);
}
