using System.Buffers.Binary;
using System.Text;
using IronSnappy;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The key-value table that holds a checkpoint's index: blocks of entries with shared key prefixes, each followed by its compression
/// and its checksum; an index block; a footer of 48 bytes. Source: LevelDB doc/table_format.md.
/// </summary>
internal static class SortedTable
{
    private const int FooterLength = 48;
    private const ulong Magic = 0xdb4775248b80fb57;
    private const int TrailerLength = 5;

    /// <summary>All entries in their order.</summary>
    /// <exception cref="OctavoException">The table is damaged.</exception>
    public static List<(byte[] Key, ReadOnlyMemory<byte> Value)> Read(MappedFile file, ReaderLimits limits)
    {
        if (file.Length < FooterLength || file.Length > int.MaxValue)
        {
            throw Malformed(file, "A checkpoint index has a footer of 48 bytes and less than 2 GiB.", $"{file.Length} bytes");
        }

        var bytes = file.Memory(0, (int)file.Length);
        var footer = bytes[^FooterLength..].Span;
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[40..]) != Magic)
        {
            throw Malformed(file, "A checkpoint index ends with its magic number.",
                $"{BinaryPrimitives.ReadUInt64LittleEndian(footer[40..]):x16}, expected {Magic:x16}; the file may be cut off");
        }

        var handle = new WireCursor(footer[..40], file.Path);
        handle.Varint();
        handle.Varint();
        var entries = new List<(byte[], ReadOnlyMemory<byte>)>();
        foreach (var (_, value) in Entries(Block(file, bytes, ref handle, limits), file))
        {
            var blockHandle = new WireCursor(value.Span, file.Path);
            entries.AddRange(Entries(Block(file, bytes, ref blockHandle, limits), file));
        }

        return entries;
    }

    private static ReadOnlyMemory<byte> Block(MappedFile file, ReadOnlyMemory<byte> bytes, ref WireCursor handle, ReaderLimits limits)
    {
        var offset = handle.Varint();
        var length = handle.Varint();
        if (length > (ulong)bytes.Length || offset > (ulong)bytes.Length - length || (ulong)bytes.Length - length - offset < TrailerLength)
        {
            throw Malformed(file, "A block of the index lies outside of the file.",
                $"offset {offset}, length {length} in {bytes.Length} bytes");
        }

        var content = bytes.Slice((int)offset, (int)length);
        var trailer = bytes.Span.Slice((int)(offset + length), TrailerLength);
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(trailer[1..]);
        var found = Crc32C.Mask(Crc32C.Extend(Crc32C.Compute(content.Span), trailer[..1]));
        if (found != expected)
        {
            throw new OctavoException(
                ErrorKind.Integrity, "A block of the checkpoint index has another checksum than was written.",
                $"{file.Path}, offset {offset}",
                $"crc32c {expected:x8}", $"{found:x8}", "The file is damaged: copy it again.");
        }

        return trailer[0] switch
        {
            0 => content,
            1 => Decompress(file, content, limits),
            _ => throw Malformed(file, "A block of the index is compressed in an unknown way.", $"type {trailer[0]}"),
        };
    }

    private static ReadOnlyMemory<byte> Decompress(MappedFile file, ReadOnlyMemory<byte> content, ReaderLimits limits)
    {
        var length = new WireCursor(content.Span, file.Path).Varint();
        if (length > (ulong)limits.MaximumIndexBlockBytes)
        {
            throw Malformed(file, $"A block of the index decompresses to more than {limits.MaximumIndexBlockBytes} bytes.",
                $"{length} bytes");
        }

        try
        {
            return Snappy.Decode(content.Span);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Malformed(file, "A block of the index is no Snappy stream.", error.Message);
        }
    }

    private static List<(byte[] Key, ReadOnlyMemory<byte> Value)> Entries(ReadOnlyMemory<byte> block, MappedFile file)
    {
        var restarts = block.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(block.Span[^4..]);
        var end = block.Length - 4 - (restarts * 4L);
        if (restarts < 0 || end < 0)
        {
            throw Malformed(file, "A block of the index has more restart points than room.", $"{restarts} in {block.Length} bytes");
        }

        var entries = new List<(byte[], ReadOnlyMemory<byte>)>();
        var cursor = new WireCursor(block.Span[..(int)end], file.Path);
        byte[] key = [];
        while (!cursor.AtEnd)
        {
            var shared = cursor.Varint();
            var unshared = cursor.Length();
            var valueLength = cursor.Length();
            if (shared > (ulong)key.Length)
            {
                throw Malformed(file, "A key of the index shares more than its predecessor has.", $"{shared} of {key.Length} bytes");
            }

            key = [.. key.AsSpan(0, (int)shared), .. cursor.Take(unshared)];
            var start = cursor.Position;
            cursor.Take(valueLength);
            entries.Add((key, block.Slice(start, valueLength)));
        }

        return entries;
    }

    private static OctavoException Malformed(MappedFile file, string what, string found) =>
        new(ErrorKind.MalformedModel, what, file.Path, found: found,
            hint: "Is this the variables.index of a SavedModel or checkpoint, complete?");
}
