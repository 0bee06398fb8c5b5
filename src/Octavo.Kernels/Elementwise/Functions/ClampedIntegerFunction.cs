using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>A function of two integers whose result is clamped by a fused activation; a bound beyond the type does nothing.</summary>
internal readonly struct ClampedIntegerFunction<TFunction>(TFunction function, ActivationRange range) : IIntegerBinary
    where TFunction : struct, IIntegerBinary
{
    public bool HasVectorForm => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        var result = function.Apply(left, right);
        if (!float.IsInfinity(range.Minimum))
        {
            result = T.Max(result, T.CreateSaturating(range.Minimum));
        }

        return float.IsInfinity(range.Maximum) ? result : T.Min(result, T.CreateSaturating(range.Maximum));
    }

    public Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T> => throw new NotSupportedException();
}
