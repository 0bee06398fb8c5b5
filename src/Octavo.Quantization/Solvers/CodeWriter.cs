using System.Numerics;
using System.Runtime.CompilerServices;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Writes the codes of a float tensor, cut to a range: a byte each, or packed where they have fewer bits.</summary>
internal static class CodeWriter
{
    /// <summary>
    /// A multiple of what <see cref="Write{TArithmetic}(ReadOnlySpan{float}, CodeScale, int, int, Span{byte})"/> does at once.
    /// </summary>
    private const int LongestChunk = 1 << 16;

    private const int LeastShared = 1 << 20;

    /// <param name="weights">Float32.</param>
    /// <param name="scales">One for each channel of the layout.</param>
    public static Tensor Write<TArithmetic>(Tensor weights, ElementType type, ChannelLayout layout, CodeScale[] scales, int minimum,
        int maximum)
        where TArithmetic : ICodeArithmetic
    {
        var values = weights.Values<float>();
        var codes = new byte[values.Length];
        var position = 0;
        for (var outer = 0; outer < layout.Outer && layout.Inner == 1; outer++, position += layout.Channels)
        {
            WriteOneEach<TArithmetic>(values.Slice(position, layout.Channels), scales, minimum, maximum,
                codes.AsSpan(position, layout.Channels));
        }

        if (layout.Inner > 1)
        {
            WriteRuns<TArithmetic>(weights, layout, scales, minimum, maximum, codes);
        }

        return new Tensor(type, weights.Shape, type.BitsPerElement() is < 8 and var bits ? PackedCodes.Pack(codes, bits) : codes);
    }

    /// <summary>Runs of elements with one scale; long ones in chunks, which the processors share where there are many.</summary>
    private static void WriteRuns<TArithmetic>(Tensor weights, ChannelLayout layout, CodeScale[] scales, int minimum, int maximum,
        byte[] codes)
        where TArithmetic : ICodeArithmetic
    {
        var chunksOfRun = ((layout.Inner - 1) / LongestChunk) + 1;
        var chunks = (long)layout.Outer * layout.Channels * chunksOfRun;
        if (codes.Length < LeastShared)
        {
            for (var chunk = 0L; chunk < chunks; chunk++)
            {
                WriteChunk(chunk);
            }
        }
        else
        {
            Parallel.For(0L, chunks, WriteChunk);
        }

        void WriteChunk(long chunk)
        {
            var (run, part) = Math.DivRem(chunk, chunksOfRun);
            var start = (int)(run * layout.Inner) + ((int)part * LongestChunk);
            var length = Math.Min(LongestChunk, layout.Inner - ((int)part * LongestChunk));
            Write<TArithmetic>(weights.Values<float>().Slice(start, length), scales[run % layout.Channels], minimum, maximum,
                codes.AsSpan(start, length));
        }
    }

    /// <summary>Four vectors of floats become one of bytes; the rest goes through the scalar form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    private static void WriteOneEach<TArithmetic>(
        ReadOnlySpan<float> values, ReadOnlySpan<CodeScale> scales, int minimum, int maximum, Span<byte> codes)
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
