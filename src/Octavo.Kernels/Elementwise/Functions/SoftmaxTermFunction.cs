using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>e^(beta (x - largest))</summary>
internal readonly struct SoftmaxTermFunction(float largest, float beta) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Exponential.Exp((x - TLanes.Of(largest)) * TLanes.Of(beta));
}
