using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The largest; NaN is dropped.</summary>
internal readonly struct MaximumPool : IPoolFunction
{
    public static float Start => float.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(TLanes sum, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(sum, x), x, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, float count)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum;
}
