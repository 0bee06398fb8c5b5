using System.Buffers.Binary;
using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// String tensors of a checkpoint: every length, a masked checksum of the lengths (each as 4 bytes, or 8 where it needs them), then the
/// strings. The entry's checksum covers the lengths in that form, their checksum and the strings.
/// Source: TensorFlow tensorflow/core/util/tensor_bundle/tensor_bundle.cc, description of WriteStringTensor.
/// </summary>
internal static class BundleStrings
{
    /// <exception cref="OctavoException">A checksum differs, or the bytes are not what the shape asks for.</exception>
    public static Tensor Read(ReadOnlyMemory<byte> stored, Shape shape, uint expectedChecksum, string where)
    {
        var cursor = new WireCursor(stored.Span, where);
        var count = shape.IsKnown ? shape.ElementCount : -1;
        if (count < 0 || count > stored.Length)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "A string variable holds fewer strings than its shape asks for.", where,
                shape.ToString(), $"{stored.Length} bytes");
        }

        var lengths = new int[count];
        var checksum = 0u;
        Span<byte> fixedLength = stackalloc byte[sizeof(uint)];
        for (var index = 0; index < count; index++)
        {
            lengths[index] = cursor.Length();
            BinaryPrimitives.WriteInt32LittleEndian(fixedLength, lengths[index]);
            checksum = Crc32C.Extend(checksum, fixedLength);
        }

        var lengthsChecksum = cursor.Take(sizeof(uint));
        TensorBundle.RequireChecksum(BinaryPrimitives.ReadUInt32LittleEndian(lengthsChecksum), Crc32C.Mask(checksum), where);
        var start = cursor.Position;
        TensorBundle.RequireChecksum(
            expectedChecksum, Crc32C.Mask(Crc32C.Extend(Crc32C.Extend(checksum, lengthsChecksum), stored.Span[start..])), where);
        var strings = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(lengths.Length);
        foreach (var length in lengths)
        {
            strings.Add(cursor.Take(length).ToArray());
        }

        return cursor.AtEnd
            ? new Tensor(shape, strings.MoveToImmutable())
            : throw new OctavoException(ErrorKind.MalformedModel, "A string variable has bytes after its last string.", where,
                $"{cursor.Position} bytes", $"{stored.Length} bytes");
    }
}
