using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x</summary>
internal readonly struct IdentityFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x;
}
