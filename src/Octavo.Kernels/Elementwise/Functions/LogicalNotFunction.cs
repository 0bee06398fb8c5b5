using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>1 where it is 0, else 0.</summary>
internal readonly struct LogicalNotFunction : IIntegerUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, IBinaryInteger<T> =>
        x == T.Zero ? T.One : T.Zero;
}
