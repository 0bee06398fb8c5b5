using System.Buffers.Binary;
using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>String tensors in a file: int32 count, count + 1 int32 offsets from the start, then the bytes.</summary>
internal static class StringTensors
{
    /// <exception cref="OctavoException">An offset is out of range, or the count is not that of the shape.</exception>
    public static Tensor Read(Shape shape, ReadOnlyMemory<byte> bytes, string where)
    {
        var count = bytes.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes.Span) : -1;
        if (count != shape.ElementCount || bytes.Length < 8 + (4L * count))
        {
            throw new OctavoException(ErrorKind.MalformedModel, "a string tensor has another number of strings", where,
                $"{shape.ElementCount}", $"{count} in {bytes.Length} bytes");
        }

        var strings = new ReadOnlyMemory<byte>[count];
        for (var index = 0; index < count; index++)
        {
            var start = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 + (4 * index))..]);
            var end = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(8 + (4 * index))..]);
            if (start < 0 || end < start || end > bytes.Length)
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"string {index} lies outside of its tensor", where,
                    $"0 to {bytes.Length}", $"{start} to {end}");
            }

            strings[index] = bytes[start..end];
        }

        return new Tensor(shape, [.. strings]);
    }

    /// <exception cref="OctavoException">The strings take more than 2 GiB - 1.</exception>
    public static byte[] ToBytes(Tensor tensor)
    {
        var strings = tensor.Strings;
        var length = 8 + (4L * strings.Length) + strings.Sum(text => (long)text.Length);
        if (length > Array.MaxLength)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "a string tensor is too large for a file",
                expected: $"{Array.MaxLength} bytes at most", found: $"{length}");
        }

        var bytes = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, strings.Length);
        var position = 8 + (4 * strings.Length);
        for (var index = 0; index < strings.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 + (4 * index)), position);
            strings[index].Span.CopyTo(bytes.AsSpan(position));
            position += strings[index].Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 + (4 * strings.Length)), position);
        return bytes;
    }
}
