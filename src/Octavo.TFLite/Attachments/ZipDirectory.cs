using System.Buffers.Binary;

namespace Octavo.TFLite;

/// <summary>
/// The central directory of a zip archive that ends a file, behind other bytes: where the archive starts and which of its bytes are
/// offsets. Writers count these from the start of the file or from that of the archive; readers accept both, and what is not an archive
/// that can be followed to its end is none. Source: PKWARE .ZIP File Format Specification 6.3, sections 4.3.7 to 4.3.16.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocatorLength = 20;
    private const int LongEndLength = 56;
    private const int LongestComment = ushort.MaxValue;
    private const uint EndSignature = 0x0605_4B50;
    private const uint EntrySignature = 0x0201_4B50;
    private const uint LocalSignature = 0x0403_4B50;
    private const uint LocatorSignature = 0x0706_4B50;
    private const uint LongEndSignature = 0x0606_4B50;
    private const int LongSizesField = 1;

    /// <summary>Positions of offsets, whether they have 8 bytes (4 otherwise).</summary>
    private readonly List<(int Position, bool IsLong)> offsets = [];

    private ZipDirectory(int start, long origin)
    {
        Start = start;
        Origin = origin;
    }

    /// <summary>Where the first file of the archive begins.</summary>
    public int Start { get; private set; }

    /// <summary>What offsets count from: 0 for those of the whole file.</summary>
    private long Origin { get; }

    /// <param name="bytes">Bytes whose end is the end of the file.</param>
    /// <returns>Null where no archive with at least one file ends there.</returns>
    public static ZipDirectory? Find(ReadOnlySpan<byte> bytes)
    {
        var earliest = Math.Max(0, bytes.Length - EndLength - LongestComment);
        for (var end = bytes.Length - EndLength; end >= earliest; end--)
        {
            if (Signature(bytes, end) == EndSignature && Read(bytes, end) is { } directory)
            {
                return directory;
            }
        }

        return null;
    }

    /// <summary>
    /// A copy of the archive whose offsets count from <paramref name="origin"/> bytes before its own start; they stay relative to the
    /// archive where that does not fit.
    /// </summary>
    public byte[] Copy(ReadOnlySpan<byte> bytes, long origin)
    {
        var copy = bytes[Start..].ToArray();
        var shift = Origin - Start + (origin + copy.Length <= uint.MaxValue ? origin : 0);
        foreach (var (position, isLong) in offsets)
        {
            var place = copy.AsSpan(position - Start);
            if (isLong)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(place, BinaryPrimitives.ReadUInt64LittleEndian(place) + (ulong)shift);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)(BinaryPrimitives.ReadUInt32LittleEndian(place) + shift));
            }
        }

        return copy;
    }

    private static ZipDirectory? Read(ReadOnlySpan<byte> bytes, int end)
    {
        long size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 12)..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        var directoryEnd = end;
        var longEnd = end - LocatorLength - LongEndLength;
        var isLong =
            longEnd >= 0 && Signature(bytes, end - LocatorLength) == LocatorSignature && Signature(bytes, longEnd) == LongEndSignature;
        if (isLong)
        {
            size = BinaryPrimitives.ReadInt64LittleEndian(bytes[(longEnd + 40)..]);
            offset = BinaryPrimitives.ReadInt64LittleEndian(bytes[(longEnd + 48)..]);
            directoryEnd = longEnd;
        }

        if (size <= 0 || size > directoryEnd || offset < 0 || offset > directoryEnd - size)
        {
            return null;
        }

        var first = (int)(directoryEnd - size);
        var directory = new ZipDirectory(first, first - offset);
        if (isLong)
        {
            directory.offsets.Add((longEnd + 48, true));
            directory.offsets.Add((end - LocatorLength + 8, true));
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]) != uint.MaxValue)
        {
            directory.offsets.Add((end + 16, false));
        }

        return directory.ReadEntries(bytes, first, directoryEnd) ? directory : null;
    }

    private bool ReadEntries(ReadOnlySpan<byte> bytes, int first, int last)
    {
        var position = first;
        while (position + EntryLength <= last && Signature(bytes, position) == EntrySignature)
        {
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(position + 28)..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(position + 30)..]);
            var commentLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(position + 32)..]);
            var next = position + EntryLength + nameLength + extraLength + commentLength;
            if (next > last
                || !ReadOffset(bytes, position, bytes.Slice(position + EntryLength + nameLength, extraLength),
                    position + EntryLength + nameLength))
            {
                return false;
            }

            position = next;
        }

        return position == last;
    }

    /// <summary>
    /// Where an entry's file stands: in the entry, or in its field of long sizes behind those that are too long for the entry.
    /// </summary>
    private bool ReadOffset(ReadOnlySpan<byte> bytes, int entry, ReadOnlySpan<byte> extra, int extraPosition)
    {
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(entry + 42)..]);
        var place = (Position: entry + 42, IsLong: false);
        for (var field = 0; offset == uint.MaxValue && field + 4 <= extra.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[(field + 2)..]);
            var value = field + 4;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra[field..]) == LongSizesField)
            {
                value += BinaryPrimitives.ReadUInt32LittleEndian(bytes[(entry + 24)..]) == uint.MaxValue ? 8 : 0;
                value += BinaryPrimitives.ReadUInt32LittleEndian(bytes[(entry + 20)..]) == uint.MaxValue ? 8 : 0;
                if (value + 8 > extra.Length)
                {
                    return false;
                }

                offset = BinaryPrimitives.ReadInt64LittleEndian(extra[value..]);
                place = (extraPosition + value, true);
                break;
            }

            field += 4 + length;
        }

        if (offset < 0 || offset > bytes.Length || offset + Origin > entry - sizeof(uint)
            || Signature(bytes, (int)(offset + Origin)) != LocalSignature)
        {
            return false;
        }

        offsets.Add(place);
        Start = Math.Min(Start, (int)(offset + Origin));
        return true;
    }

    private static uint Signature(ReadOnlySpan<byte> bytes, int position) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
}
