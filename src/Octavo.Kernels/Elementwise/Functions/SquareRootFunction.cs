using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The square root, correctly rounded.</summary>
internal readonly struct SquareRootFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Sqrt(x);
}
