using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>Runs of quantized elements to floats and back, with one scale and zero point.</summary>
internal static unsafe class AffineConversion
{
    /// <summary>scale x (q - zeroPoint), rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dequantize<T>(T* source, float* destination, long count, float scale, int zeroPoint)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (long i = 0; i < count; i++)
        {
            destination[i] = scale * (int.CreateTruncating(source[i]) - zeroPoint);
        }
    }

    /// <summary>
    /// The same for packed elements of 2 or 4 bits, low bits first, in two's complement; <paramref name="first"/> counts elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DequantizePacked(byte* source, long first, float* destination, long count, int bits, float scale, int zeroPoint)
    {
        var perByte = 8 / bits;
        for (long i = 0; i < count; i++)
        {
            var index = first + i;
            var shifted = source[index / perByte] << (24 + (8 - bits) - (int)(index % perByte * bits));
            destination[i] = scale * ((shifted >> (32 - bits)) - zeroPoint);
        }
    }

    /// <summary>clamp(zeroPoint + round(x / scale)) with ties away from zero; NaN becomes the zero point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quantize<T>(float* source, T* destination, long count, float scale, int zeroPoint)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (long i = 0; i < count; i++)
        {
            var rounded = Math.Clamp(MathF.Round(source[i] / scale, MidpointRounding.AwayFromZero), -1e10f, 1e10f);
            destination[i] = T.CreateSaturating(zeroPoint + long.CreateSaturating(rounded));
        }
    }

    /// <summary>From one scale and zero point to another: clamp(zeroPoint + factor x (q - inputZeroPoint)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Requantize<TSource, T>(TSource* source, T* destination, long count, int inputZeroPoint, QuantizedMultiplier factor,
        int zeroPoint)
        where TSource : unmanaged, IBinaryInteger<TSource>
        where T : unmanaged, IBinaryInteger<T>
    {
        for (long i = 0; i < count; i++)
        {
            var centred = unchecked(int.CreateTruncating(source[i]) - inputZeroPoint);
            destination[i] = T.CreateSaturating((long)factor.Multiply(centred) + zeroPoint);
        }
    }
}
