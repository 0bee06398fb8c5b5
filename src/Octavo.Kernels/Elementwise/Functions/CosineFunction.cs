using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>cos x</summary>
internal readonly struct CosineFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Trigonometry.Cos(x);
}
