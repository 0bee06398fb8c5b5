using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>e^x</summary>
internal readonly struct ExponentialFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Exponential.Exp(x);
}
