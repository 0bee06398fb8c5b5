using System.Buffers.Binary;
using System.IO.Compression;

namespace Octavo.Tensors;

/// <summary>
/// The content of one zip member, read front to back: exactly the declared length, its CRC-32 checked when the end is reached.
/// </summary>
internal sealed class ZipEntryStream : Stream
{
    private const int LocalLength = 30;
    private const int LocalSignature = 0x04034b50;

    /// <summary>Deflate cannot shrink data more than this: 258 bytes in 2 bits. A length beyond it is a lie.</summary>
    private const long MaximumRatio = 1032;

    private readonly ZipEntry entry;
    private readonly string where;
    private readonly Stream content;
    private long position;
    private uint crc;

    public ZipEntryStream(ByteSource source, ZipEntry entry, string where)
    {
        this.entry = entry;
        this.where = where;
        if (entry.IsEncrypted || entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
        {
            throw Damaged("The member is stored in a way that is not read.", "stored or deflated, not encrypted",
                entry.IsEncrypted ? "encrypted" : $"compression method {entry.Method}");
        }

        if (entry.Method == ZipEntry.Stored ? entry.Length != entry.CompressedLength : entry.Length / MaximumRatio > entry.CompressedLength)
        {
            throw Damaged("The archive declares a length that the member cannot have.", $"what {entry.CompressedLength} bytes can hold",
                $"{entry.Length} bytes");
        }

        Span<byte> local = stackalloc byte[LocalLength];
        if (source.Read(entry.HeaderOffset, local) < LocalLength || BinaryPrimitives.ReadInt32LittleEndian(local) != LocalSignature)
        {
            throw Damaged("The member does not begin where the directory says.", "a local header", $"offset {entry.HeaderOffset}");
        }

        var start = entry.HeaderOffset + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(local[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (start + entry.CompressedLength > source.Length)
        {
            throw Damaged("The member ends behind the end of the file.", $"{entry.CompressedLength} bytes at {start}",
                $"{source.Length} bytes in all");
        }

        Stream raw = new ByteSourceStream(source, start, entry.CompressedLength);
        content = entry.Method == ZipEntry.Deflated ? new DeflateStream(raw, CompressionMode.Decompress) : raw;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        try
        {
            count = content.Read(buffer);
        }
        catch (InvalidDataException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The compressed data of the member are damaged.", where, inner: failure);
        }

        position += count;
        crc = Crc32.Append(crc, buffer[..count]);
        if (position > entry.Length)
        {
            throw Damaged("The member is longer than the archive says.", $"{entry.Length} bytes", "more");
        }

        if (count == 0 && position == entry.Length && crc != entry.Crc)
        {
            throw Damaged("The member's CRC-32 does not match: it was changed or damaged.", $"{entry.Crc:X8}", $"{crc:X8}");
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private OctavoException Damaged(string what, string expected, string found) => new(ErrorKind.InvalidData, what, where, expected, found);
}
