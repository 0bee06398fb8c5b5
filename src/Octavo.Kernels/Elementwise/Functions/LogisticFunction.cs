using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>1 / (1 + e^-x)</summary>
internal readonly struct LogisticFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Exponential.Logistic(x);
}
