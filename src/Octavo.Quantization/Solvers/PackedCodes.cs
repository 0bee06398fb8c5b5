using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Signed codes of fewer than 8 bits, several a byte, the low bits of a byte first.</summary>
internal static class PackedCodes
{
    /// <param name="codes">One a byte; bits beyond those that count are left out.</param>
    /// <param name="bits">4 or 2.</param>
    public static byte[] Pack(ReadOnlySpan<byte> codes, int bits)
    {
        var perByte = 8 / bits;
        var packed = new byte[(codes.Length + perByte - 1) / perByte];
        for (var index = 0; index < codes.Length; index++)
        {
            packed[index / perByte] |= (byte)((codes[index] & ((1 << bits) - 1)) << (index % perByte * bits));
        }

        return packed;
    }

    /// <summary>One code a byte, the sign extended; codes of 8 bits as they are.</summary>
    public static ReadOnlySpan<byte> Unpack(Tensor codes)
    {
        var bits = codes.ElementType.BitsPerElement();
        if (bits >= 8)
        {
            return codes.Bytes.Span;
        }

        var perByte = 8 / bits;
        var source = codes.Bytes.Span;
        var values = new byte[codes.ElementCount];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (byte)((sbyte)(source[index / perByte] << (8 - bits - (index % perByte * bits))) >> (8 - bits));
        }

        return values;
    }
}
