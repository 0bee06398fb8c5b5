using System.Numerics;
using System.Text;

namespace Octavo.TensorFlow;

/// <summary>
/// Byte strings that sort like the values they stand for: the keys of a checkpoint's slices.
/// Source: TensorFlow tensorflow/core/lib/strings/ordered_code.h (the encoding's description).
/// </summary>
internal static class OrderedCode
{
    /// <summary>The key of one slice: the number 0, the tensor's name, its rank, then start and length of every axis.</summary>
    public static byte[] SliceKey(string tensor, TensorSlice slice)
    {
        var key = new List<byte>();
        AppendNumber(key, 0);
        AppendString(key, Encoding.UTF8.GetBytes(tensor));
        AppendNumber(key, (ulong)slice.Extents.Length);
        foreach (var (start, length) in slice.Extents)
        {
            AppendSigned(key, start);
            AppendSigned(key, length);
        }

        return [.. key];
    }

    /// <summary>A count of bytes, then the number in that many bytes, highest first; 0 takes no bytes.</summary>
    public static void AppendNumber(List<byte> key, ulong value)
    {
        var length = (64 - BitOperations.LeadingZeroCount(value) + 7) / 8;
        key.Add((byte)length);
        for (var index = length - 1; index >= 0; index--)
        {
            key.Add((byte)(value >> (8 * index)));
        }
    }

    /// <summary>The bytes, 0 written as 0 255 and 255 as 255 0, ended by 0 1.</summary>
    public static void AppendString(List<byte> key, ReadOnlySpan<byte> value)
    {
        foreach (var letter in value)
        {
            key.Add(letter);
            if (letter is 0 or 255)
            {
                key.Add((byte)~letter);
            }
        }

        key.Add(0);
        key.Add(1);
    }

    /// <summary>
    /// Two's complement, highest byte first, in as few bytes as hold the value's bits after a header: n leading ones for n bytes,
    /// all inverted (with the value's sign) for a negative value.
    /// </summary>
    public static void AppendSigned(List<byte> key, long value)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)(value < 0 ? ~value : value));
        var length = (bits / 7) + 1;
        Span<byte> bytes = stackalloc byte[10];
        bytes[..2].Fill((byte)(value < 0 ? 255 : 0));
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[2..], value);
        var header = (ushort)(0xffff << (16 - length));
        bytes[10 - length] ^= (byte)(header >> 8);
        if (length > 1)
        {
            bytes[11 - length] ^= (byte)header;
        }

        key.AddRange(bytes[(10 - length)..]);
    }
}
