using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>|x|</summary>
internal readonly struct AbsoluteFunction : IFloatUnary, IIntegerUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x & TLanes.OfBits(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, IBinaryInteger<T> =>
        T.IsNegative(x) ? T.Zero - x : x;
}
