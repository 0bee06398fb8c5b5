using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>sin x</summary>
internal readonly struct SineFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Trigonometry.Sin(x);
}
