using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>A function of two floats whose result is clamped by a fused activation.</summary>
internal readonly struct ClampedFunction<TFunction>(TFunction function, ActivationRange range) : IFloatBinary
    where TFunction : struct, IFloatBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        new ClampFunction(range).Invoke(function.Invoke(left, right));
}
