using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>x / divisor</summary>
internal readonly struct DivideByFunction(float divisor) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x / TLanes.Of(divisor);
}
