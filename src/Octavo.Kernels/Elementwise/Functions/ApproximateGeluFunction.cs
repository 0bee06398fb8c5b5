using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2</summary>
internal readonly struct ApproximateGeluFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var inner = TLanes.Of(0.797884561f) * (x + (TLanes.Of(0.044715f) * x * x * x));
        return TLanes.Of(0.5f) * x * (TLanes.Of(1f) + Exponential.Tanh(inner));
    }
}
