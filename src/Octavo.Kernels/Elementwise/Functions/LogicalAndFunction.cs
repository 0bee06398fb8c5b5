using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>1 where both are not 0, else 0.</summary>
internal readonly struct LogicalAndFunction : IIntegerBinary
{
    public bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        (left != T.Zero) & (right != T.Zero) ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        ~Vector.Equals(left, Vector<T>.Zero) & ~Vector.Equals(right, Vector<T>.Zero) & Vector<T>.One;
}
