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
            throw new OctavoException(ErrorKind.MalformedModel, "a string tensor has another number of strings", where, $"{shape.ElementCount}", $"{count} in {bytes.Length} bytes");
        }

        var strings = new ReadOnlyMemory<byte>[count];
        for (var index = 0; index < count; index++)
        {
            var start = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 + (4 * index))..]);
            var end = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(8 + (4 * index))..]);
            if (start < 0 || end < start || end > bytes.Length)
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"string {index} lies outside of its tensor", where, $"0 to {bytes.Length}", $"{start} to {end}");
            }

            strings[index] = bytes[start..end];
        }

        return new Tensor(shape, [.. strings]);
    }
}
