using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>-1, 0 or 1; NaN stays NaN, -0 becomes 0.</summary>
internal readonly struct SignFunction : IFloatUnary, IIntegerUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sign = TLanes.Select(TLanes.Less(x, TLanes.Of(0f)), TLanes.Of(-1f), x + TLanes.Of(0f));
        return TLanes.Select(TLanes.Less(TLanes.Of(0f), x), TLanes.Of(1f), sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, IBinaryInteger<T> =>
        T.IsNegative(x) ? -T.One : x == T.Zero ? T.Zero : T.One;
}
