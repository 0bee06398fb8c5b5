using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>
/// Real numbers to quantized elements and back, for a tensor that has one scale: what stands at a model's edges. See docs/numerics.md,
/// "Affine quantization".
/// </summary>
internal static class QuantizedElements
{
    /// <summary>
    /// q = round(real / scale) + zeroPoint, the quotient in float32, halves to the even number, clamped to the type's range; NaN becomes
    /// the lowest element.
    /// </summary>
    /// <param name="reals">As many as <paramref name="elements"/> holds elements.</param>
    /// <param name="elements">Bytes of Int8, UInt8 or Int16 elements.</param>
    /// <exception cref="OctavoException">Another element type, or several scales (kind UnsupportedFeature).</exception>
    public static void Quantize(ReadOnlySpan<float> reals, AffineQuantization quantization, ElementType elementType, Span<byte> elements)
    {
        var (low, high) = RangeOf(elementType, quantization);
        var words = MemoryMarshal.Cast<byte, short>(elements);
        for (var index = 0; index < reals.Length; index++)
        {
            var rounded = MathF.Round(reals[index] / quantization.Scale) + quantization.ZeroPoint;
            var element = float.IsNaN(rounded) ? low : (int)Math.Clamp(rounded, low, high);
            if (elementType == ElementType.Int16)
            {
                words[index] = (short)element;
            }
            else
            {
                elements[index] = unchecked((byte)element);
            }
        }
    }

    /// <summary>real = scale x (q - zeroPoint), in float32.</summary>
    /// <param name="elements">Bytes of Int8, UInt8 or Int16 elements.</param>
    /// <param name="reals">As many as <paramref name="elements"/> holds elements.</param>
    /// <exception cref="OctavoException">Another element type, or several scales (kind UnsupportedFeature).</exception>
    public static void Dequantize(ReadOnlySpan<byte> elements, AffineQuantization quantization, ElementType elementType, Span<float> reals)
    {
        RangeOf(elementType, quantization);
        var words = MemoryMarshal.Cast<byte, short>(elements);
        for (var index = 0; index < reals.Length; index++)
        {
            var element = elementType switch
            {
                ElementType.Int16 => words[index],
                ElementType.Int8 => (sbyte)elements[index],
                _ => elements[index],
            };
            reals[index] = quantization.Scale * (element - quantization.ZeroPoint);
        }
    }

    private static (int Low, int High) RangeOf(ElementType elementType, AffineQuantization quantization) => elementType switch
    {
        ElementType.Int8 when !quantization.IsPerChannel => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 when !quantization.IsPerChannel => (byte.MinValue, byte.MaxValue),
        ElementType.Int16 when !quantization.IsPerChannel => (short.MinValue, short.MaxValue),
        _ => throw new OctavoException(
            ErrorKind.UnsupportedFeature, "Real numbers cannot be converted to these elements.", null,
            "Int8, UInt8 or Int16 with one scale", $"{elementType}, {quantization}"),
    };
}
