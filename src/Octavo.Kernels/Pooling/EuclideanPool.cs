using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The root of the mean square.</summary>
internal readonly struct EuclideanPool : IPoolFunction
{
    public static float Start => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(TLanes sum, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum + (x * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, float count)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Sqrt(sum / TLanes.Of(count));
}
