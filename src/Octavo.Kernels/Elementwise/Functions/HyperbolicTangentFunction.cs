using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>tanh x</summary>
internal readonly struct HyperbolicTangentFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Exponential.Tanh(x);
}
