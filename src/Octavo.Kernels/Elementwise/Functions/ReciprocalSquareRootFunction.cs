using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>1 / sqrt x, each step rounded.</summary>
internal readonly struct ReciprocalSquareRootFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Of(1f) / TLanes.Sqrt(x);
}
