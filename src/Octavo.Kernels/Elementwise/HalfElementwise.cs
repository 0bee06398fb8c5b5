using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>Functions of float16 elements: computed in float32, rounded to float16 once.</summary>
internal static unsafe class HalfElementwise
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unary<TFunction>(TFunction function, Half* source, Half* destination, long count)
        where TFunction : struct, IFloatUnary
    {
        for (long i = 0; i < count; i++)
        {
            destination[i] = (Half)function.Invoke(new Lanes1((float)source[i])).Value;
        }
    }

    /// <inheritdoc cref="FloatBinary" path="/summary"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Binary<TFunction>(
        TFunction function, Half* left, int leftStep, Half* right, int rightStep, Half* destination, long count)
        where TFunction : struct, IFloatBinary
    {
        for (long i = 0; i < count; i++)
        {
            destination[i] = (Half)function.Invoke(new Lanes1((float)left[i * leftStep]), new Lanes1((float)right[i * rightStep])).Value;
        }
    }

    /// <inheritdoc cref="FloatComparison" path="/summary"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compare<TFunction>(
        TFunction function, Half* left, int leftStep, Half* right, int rightStep, byte* destination, long count)
        where TFunction : struct, IFloatBinary
    {
        for (long i = 0; i < count; i++)
        {
            Lanes1.StoreMask(function.Invoke(new Lanes1((float)left[i * leftStep]), new Lanes1((float)right[i * rightStep])),
                destination + i);
        }
    }
}
