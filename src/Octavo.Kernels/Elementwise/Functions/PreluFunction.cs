using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>left where it is at least 0 (or NaN), left x right elsewhere.</summary>
internal readonly struct PreluFunction : IFloatBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(left, TLanes.Of(0f)), left * right, left);
}
