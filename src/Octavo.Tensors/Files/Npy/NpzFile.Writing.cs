using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Octavo.Tensors;

internal partial class NpzFile
{
    private const int LocalLength = 30;
    private const int EntryLength = 46;
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort Utf8Names = 1 << 11;

    /// <summary>1980-01-01, the first day that zip knows: files do not tell when they were written.</summary>
    private const ushort Date = (1 << 5) | 1;

    /// <inheritdoc cref="Write(Stream, IEnumerable{KeyValuePair{string, Tensor}}, bool)"/>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> arrays, bool compress = false, bool replace = true) =>
        FileReplacement.Write(path, stream => Write(stream, arrays, compress), replace);

    /// <summary>
    /// Writes arrays in the order given, one at a time; the same arrays give the same bytes. The stream need not seek.
    /// </summary>
    /// <exception cref="OctavoException">InvalidData: a name stands twice or is longer than 65531 bytes.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> arrays, bool compress = false)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var written = new List<ZipEntry>();
        long offset = 0;
        foreach (var (name, tensor) in arrays)
        {
            var nameBytes = Encoding.UTF8.GetBytes(name + Extension);
            if (!names.Add(name) || nameBytes.Length > ushort.MaxValue)
            {
                throw new OctavoException(ErrorKind.InvalidData, "An array cannot be written under this name.",
                    found: names.Contains(name) ? $"'{name}', already taken" : $"{nameBytes.Length} bytes");
            }

            var pieces = NpyFile.Pieces(tensor, name);
            var length = pieces.Sum(piece => (long)piece.Length);
            var crc = pieces.Aggregate(0u, (sum, piece) => Crc32.Append(sum, piece.Span));
            var content = compress ? Deflate(pieces) : pieces;
            var entry = new ZipEntry(name + Extension, Utf8Names, compress ? ZipEntry.Deflated : ZipEntry.Stored, crc,
                content.Sum(piece => (long)piece.Length), length, offset);
            written.Add(entry);
            var header = LocalHeader(entry, nameBytes);
            stream.Write(header);
            foreach (var piece in content)
            {
                stream.Write(piece.Span);
            }

            offset += header.Length + entry.CompressedLength;
        }

        WriteDirectory(stream, written, offset);
    }

    private static ReadOnlyMemory<byte>[] Deflate(ReadOnlyMemory<byte>[] pieces)
    {
        var result = new MemoryStream();
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var piece in pieces)
            {
                deflate.Write(piece.Span);
            }
        }

        return [result.GetBuffer().AsMemory(0, (int)result.Length)];
    }

    private static byte[] LocalHeader(ZipEntry entry, byte[] name)
    {
        var header = new byte[LocalLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        WriteFields(header.AsSpan(4), entry, name.Length, Version);
        name.CopyTo(header, LocalLength);
        return header;
    }

    /// <summary>
    /// The 24 bytes that local header and directory entry share: version to name length; 32 bits hold them, since a tensor is below 2 GB.
    /// </summary>
    private static void WriteFields(Span<byte> target, ZipEntry entry, int nameLength, ushort version)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], (ushort)entry.Method);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(target[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(target[14..], (uint)entry.CompressedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(target[18..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[22..], (ushort)nameLength);
    }

    private static void WriteDirectory(Stream stream, List<ZipEntry> entries, long start)
    {
        var offset = start;
        foreach (var entry in entries)
        {
            var name = Encoding.UTF8.GetBytes(entry.Name);
            var isWide = entry.HeaderOffset >= uint.MaxValue;
            var record = new byte[EntryLength + name.Length + (isWide ? 12 : 0)];
            BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014b50);
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), isWide ? Version64 : Version);
            WriteFields(record.AsSpan(6), entry, name.Length, isWide ? Version64 : Version);
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(30), (ushort)(isWide ? 12 : 0));
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), isWide ? uint.MaxValue : (uint)entry.HeaderOffset);
            name.CopyTo(record, EntryLength);
            if (isWide)
            {
                var extra = record.AsSpan(EntryLength + name.Length);
                BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
                BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 8);
                BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.HeaderOffset);
            }

            stream.Write(record);
            offset += record.Length;
        }

        WriteEnd(stream, entries.Count, start, offset - start);
    }

    private static void WriteEnd(Stream stream, int count, long start, long length)
    {
        var isWide = count >= ushort.MaxValue || start >= uint.MaxValue || length >= uint.MaxValue;
        if (isWide)
        {
            var end64 = new byte[56 + 20];
            BinaryPrimitives.WriteUInt32LittleEndian(end64, 0x06064b50);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(4), 44);
            BinaryPrimitives.WriteUInt16LittleEndian(end64.AsSpan(12), Version64);
            BinaryPrimitives.WriteUInt16LittleEndian(end64.AsSpan(14), Version64);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(24), count);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(32), count);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(40), length);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(48), start);
            BinaryPrimitives.WriteUInt32LittleEndian(end64.AsSpan(56), 0x07064b50);
            BinaryPrimitives.WriteInt64LittleEndian(end64.AsSpan(64), start + length);
            BinaryPrimitives.WriteInt32LittleEndian(end64.AsSpan(72), 1);
            stream.Write(end64);
        }

        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), isWide ? ushort.MaxValue : (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), isWide ? ushort.MaxValue : (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), isWide ? uint.MaxValue : (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), isWide ? uint.MaxValue : (uint)start);
        stream.Write(end);
    }
}
