using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x^2</summary>
internal readonly struct SquareFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x * x;
}
