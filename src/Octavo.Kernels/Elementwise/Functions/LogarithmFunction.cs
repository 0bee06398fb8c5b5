using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>ln x</summary>
internal readonly struct LogarithmFunction : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Logarithm.Log(x);
}
