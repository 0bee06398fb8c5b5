using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>left >> right, keeping the sign; the count is clamped to [0, bits - 1].</summary>
internal readonly struct RightShiftFunction : IIntegerBinary
{
    public bool HasVectorForm => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        left >> Math.Clamp(int.CreateSaturating(right), 0, (Unsafe.SizeOf<T>() * 8) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        throw new NotSupportedException();
}
