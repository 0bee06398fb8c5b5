using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Octavo.Tensors;

/// <summary>The central directory of a zip archive, with zip64. Source: APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3.</summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const int EndSignature = 0x06054b50;
    private const int Locator64Length = 20;
    private const int Locator64Signature = 0x07064b50;
    private const int End64Length = 56;
    private const int End64Signature = 0x06064b50;
    private const int EntryLength = 46;
    private const int EntrySignature = 0x02014b50;
    private const int MaximumLength = 1 << 28;
    private readonly ByteSource source;

    private ZipDirectory(ByteSource source) => this.source = source;

    /// <exception cref="OctavoException">The archive has no directory, or a damaged one.</exception>
    public static ImmutableArray<ZipEntry> Read(ByteSource source) => new ZipDirectory(source).Read();

    private ImmutableArray<ZipEntry> Read()
    {
        var endOffset = FindEnd();
        var end = Take(endOffset, EndLength);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var directoryEnd = endOffset;
        if ((count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue)
            && TryReadEnd64(endOffset, out var end64, out var end64Offset))
        {
            count = BinaryPrimitives.ReadInt64LittleEndian(end64[32..]);
            length = BinaryPrimitives.ReadInt64LittleEndian(end64[40..]);
            offset = BinaryPrimitives.ReadInt64LittleEndian(end64[48..]);
            directoryEnd = end64Offset;
        }

        if (length < 0 || length > Math.Min(directoryEnd, MaximumLength) || offset < 0 || offset > directoryEnd - length || count < 0
            || count > length / EntryLength)
        {
            throw Damaged("The directory of the archive does not fit into the file.", $"{count} members in {length} bytes at {offset}");
        }

        // Bytes that stand before the archive move everything; the directory always ends at its end record.
        var shift = directoryEnd - length - offset;
        return ReadEntries(Take(offset + shift, (int)length), (int)count, shift);
    }

    private ImmutableArray<ZipEntry> ReadEntries(ReadOnlySpan<byte> directory, int count, long shift)
    {
        var entries = ImmutableArray.CreateBuilder<ZipEntry>(count);
        for (var index = 0; index < count; index++)
        {
            if (directory.Length < EntryLength || BinaryPrimitives.ReadInt32LittleEndian(directory) != EntrySignature)
            {
                throw Damaged("The directory of the archive is damaged.", $"no entry where member {index} of {count} should be");
            }

            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
            var total = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (directory.Length < total)
            {
                throw Damaged("The directory of the archive is damaged.", $"member {index} of {count} ends behind it");
            }

            var extra = directory.Slice(EntryLength + nameLength, extraLength);
            entries.Add(ReadEntry(directory, Encoding.UTF8.GetString(directory.Slice(EntryLength, nameLength)), extra, shift));
            directory = directory[total..];
        }

        return entries.MoveToImmutable();
    }

    private ZipEntry ReadEntry(ReadOnlySpan<byte> entry, string name, ReadOnlySpan<byte> extra, long shift)
    {
        long compressedLength = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        var wide = Extra64(extra);
        length = Widen(length, ref wide);
        compressedLength = Widen(compressedLength, ref wide);
        offset = Widen(offset, ref wide);
        if (length < 0 || compressedLength < 0 || offset < 0 || offset + shift > source.Length || compressedLength > source.Length)
        {
            throw Damaged($"Member '{name}' of the archive does not fit into the file.", $"{compressedLength} bytes at {offset}");
        }

        return new ZipEntry(
            name, BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]), BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]), compressedLength, length, offset + shift);
    }

    /// <summary>
    /// The zip64 extra field: those of (length, compressed length, offset) that stand as 0xFFFFFFFF in the entry, in this order.
    /// </summary>
    private static ReadOnlySpan<byte> Extra64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }

    private static long Widen(long value, ref ReadOnlySpan<byte> wide)
    {
        if (value != uint.MaxValue || wide.Length < 8)
        {
            return value;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return value;
    }

    /// <summary>The last end record whose comment reaches exactly to the end of the file.</summary>
    private long FindEnd()
    {
        var length = (int)Math.Min(source.Length, EndLength + ushort.MaxValue);
        var start = source.Length - length;
        var tail = Take(start, length);
        for (var position = length - EndLength; position >= 0; position--)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(tail[position..]) == EndSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[(position + 20)..]) == length - position - EndLength)
            {
                return start + position;
            }
        }

        throw Damaged("This is no zip archive, or it is cut off: it has no end record.", $"{source.Length} bytes");
    }

    private bool TryReadEnd64(long endOffset, out ReadOnlySpan<byte> end, out long offset)
    {
        end = [];
        offset = 0;
        if (endOffset < Locator64Length)
        {
            return false;
        }

        var locator = Take(endOffset - Locator64Length, Locator64Length);
        if (BinaryPrimitives.ReadInt32LittleEndian(locator) != Locator64Signature)
        {
            return false;
        }

        offset = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (offset < 0 || offset > endOffset - Locator64Length - End64Length)
        {
            throw Damaged("The zip64 end record lies outside of the file.", $"offset {offset}");
        }

        end = Take(offset, End64Length);
        return BinaryPrimitives.ReadInt32LittleEndian(end) == End64Signature ? true
            : throw Damaged("The zip64 end record is damaged.", $"offset {offset}");
    }

    private ReadOnlySpan<byte> Take(long offset, int length)
    {
        var bytes = new byte[length];
        return source.Read(offset, bytes) == length ? bytes : throw Damaged("The archive is cut off.", $"{source.Length} bytes");
    }

    private OctavoException Damaged(string what, string found) => new(ErrorKind.InvalidData, what, source.Where, found: found);
}
