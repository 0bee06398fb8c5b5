using System.Numerics;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Writes the 8-bit codes of a float tensor, cut to a range.</summary>
internal static class CodeWriter
{
    /// <param name="weights">Float32.</param>
    /// <param name="scales">One for each channel of the layout.</param>
    public static Tensor Write<TArithmetic>(Tensor weights, ElementType type, ChannelLayout layout, CodeScale[] scales, int minimum, int maximum)
        where TArithmetic : ICodeArithmetic
    {
        var values = weights.Values<float>();
        var codes = new byte[values.Length];
        var position = 0;
        for (var outer = 0; outer < layout.Outer; outer++)
        {
            if (layout.Inner == 1)
            {
                WriteOneEach<TArithmetic>(values.Slice(position, layout.Channels), scales, minimum, maximum, codes.AsSpan(position, layout.Channels));
                position += layout.Channels;
                continue;
            }

            for (var channel = 0; channel < layout.Channels; channel++)
            {
                Write<TArithmetic>(values.Slice(position, layout.Inner), scales[channel], minimum, maximum, codes.AsSpan(position, layout.Inner));
                position += layout.Inner;
            }
        }

        return new Tensor(type, weights.Shape, codes);
    }

    /// <summary>Four vectors of floats become one of bytes; the rest goes through the scalar form.</summary>
    internal static void Write<TArithmetic>(ReadOnlySpan<float> values, CodeScale scale, int minimum, int maximum, Span<byte> codes)
        where TArithmetic : ICodeArithmetic
    {
        var lanes = Vector<float>.Count;
        var least = new Vector<float>(minimum);
        var greatest = new Vector<float>(maximum);
        var index = 0;
        for (; index <= values.Length - (4 * lanes); index += 4 * lanes)
        {
            var low = Vector.Narrow(Load(values, index), Load(values, index + lanes));
            var high = Vector.Narrow(Load(values, index + (2 * lanes)), Load(values, index + (3 * lanes)));
            Vector.Narrow(low, high).As<sbyte, byte>().CopyTo(codes[index..]);
        }

        for (; index < values.Length; index++)
        {
            codes[index] = Code<TArithmetic>(values[index], scale, minimum, maximum);
        }

        Vector<int> Load(ReadOnlySpan<float> source, int at) => Vector.ConvertToInt32(
            Vector.Min(Vector.Max(TArithmetic.Codes(new Vector<float>(source[at..]), scale), least), greatest));
    }

    /// <summary>One value for each channel.</summary>
    private static void WriteOneEach<TArithmetic>(ReadOnlySpan<float> values, ReadOnlySpan<CodeScale> scales, int minimum, int maximum, Span<byte> codes)
        where TArithmetic : ICodeArithmetic
    {
        for (var channel = 0; channel < values.Length; channel++)
        {
            codes[channel] = Code<TArithmetic>(values[channel], scales[channel], minimum, maximum);
        }
    }

    internal static byte Code<TArithmetic>(float value, CodeScale scale, int minimum, int maximum)
        where TArithmetic : ICodeArithmetic => unchecked((byte)(int)Math.Clamp(TArithmetic.Code(value, scale), minimum, maximum));
}
