using System.Runtime.InteropServices;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Weights of 8 or fewer bits under float activations: which of them hybrid kernels take, and how they are read. Always signed and
/// symmetric. Files of December 2018 keep signed bytes in tensors typed UINT8; a zero point of 0 tells them from unsigned ones.
/// </summary>
internal static unsafe class IntegerWeights
{
    /// <summary>
    /// Whether the value is a weight that a hybrid kernel can read, with one scale or with one for each index of an axis.
    /// </summary>
    /// <param name="channelAxis">The only axis that scales may run along.</param>
    public static KernelSupport Support(OperandType weights, int channelAxis)
    {
        if (!IsInteger(weights.ElementType))
        {
            return KernelSupport.No($"the weights are {weights.ElementType}, not integers of 8 or fewer bits");
        }

        if (weights.QuantizationDetail is not null)
        {
            return KernelSupport.No("the weights have scales of another form than one for each tensor or channel");
        }

        if (weights.Quantization is not { } quantization)
        {
            return KernelSupport.No("the weights have no scale");
        }

        return quantization.IsSymmetric
            ? SupportScales(weights, quantization, channelAxis)
            : KernelSupport.No($"the weights have zero point {quantization.ZeroPoints.First(zeroPoint => zeroPoint != 0)}, not 0");
    }

    /// <summary>Whether activations and output are float32, as hybrid kernels have them.</summary>
    public static KernelSupport SupportActivations(OperandType activations, OperandType output) =>
        KernelSupport.When(activations.ElementType == ElementType.Float32, $"the activations are {activations.ElementType}, not Float32")
            .And(KernelSupport.When(output.ElementType == ElementType.Float32, $"the output is {output.ElementType}, not Float32"));

    /// <summary>Whether the element type is one that <see cref="Read(ElementType, ReadOnlySpan{byte}, Span{sbyte})"/> reads.</summary>
    public static bool IsInteger(ElementType type) => type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int4 or ElementType.Int2;

    /// <summary>The weights as signed bytes.</summary>
    public static sbyte[] Read(Tensor tensor)
    {
        var values = new sbyte[tensor.ElementCount];
        Read(tensor.ElementType, tensor.Bytes.Span, values);
        return values;
    }

    /// <summary>
    /// Unpacks weights to signed bytes: 8-bit ones as they are, 4-bit ones two a byte and 2-bit ones four a byte, lowest bits first, in
    /// two's complement.
    /// </summary>
    /// <exception cref="ArgumentException">The element type is none of these.</exception>
    public static void Read(ElementType type, ReadOnlySpan<byte> packed, Span<sbyte> values)
    {
        switch (type)
        {
            case ElementType.Int8 or ElementType.UInt8:
                MemoryMarshal.Cast<byte, sbyte>(packed).CopyTo(values);
                break;
            case ElementType.Int4 or ElementType.Int2:
                fixed (byte* source = packed)
                {
                    for (var index = 0; index < values.Length; index++)
                    {
                        values[index] = At(type, source, index);
                    }
                }

                break;
            default:
                throw new ArgumentException($"Weights of {type} are not integers of 8 or fewer bits.", nameof(type));
        }
    }

    /// <summary>One weight out of packed ones.</summary>
    internal static sbyte At(ElementType type, byte* packed, long index) => type switch
    {
        ElementType.Int4 => (sbyte)((sbyte)(packed[index >> 1] << (int)(4 - (4 * (index & 1)))) >> 4),
        ElementType.Int2 => (sbyte)((sbyte)(packed[index >> 2] << (int)(6 - (2 * (index & 3)))) >> 6),
        _ => (sbyte)packed[index],
    };

    private static KernelSupport SupportScales(OperandType weights, AffineQuantization quantization, int channelAxis)
    {
        if (!quantization.IsPerChannel)
        {
            return KernelSupport.Yes;
        }

        return KernelSupport.When(quantization.Axis == channelAxis,
            $"the weights have scales along axis {quantization.Axis}, not {channelAxis}")
            .And(KernelSupport.When(
                !weights.Shape.IsKnown || (weights.Shape.Rank > channelAxis && weights.Shape[channelAxis] == quantization.Scales.Length),
                $"the weights {weights.Shape} have {quantization.Scales.Length} scales along axis {channelAxis}"));
    }
}
