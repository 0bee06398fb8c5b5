using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>left / right; integers are truncated toward zero.</summary>
internal readonly struct DivideFunction : IFloatBinary, IIntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        left / right;

    public bool HasVectorForm => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        T.IsNegative(right) && right == -T.One ? T.Zero - left : left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        throw new NotSupportedException();
}
