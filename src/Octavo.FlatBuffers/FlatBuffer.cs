using System.Text;

namespace Octavo.FlatBuffers;

/// <summary>Entry to a FlatBuffer in memory.</summary>
internal static class FlatBuffer
{
    /// <summary>
    /// The root table. Bytes behind the FlatBuffer (a ZIP archive, buffers addressed by offset and size) do not disturb; byte vectors
    /// that are read from the table are slices of <paramref name="memory"/>, which must outlive them.
    /// Every read of the table is checked: whatever the bytes are, the outcome is a value or a <see cref="FlatBufferException"/>.
    /// </summary>
    /// <param name="memory">The file, or its first 2 GiB - 1 bytes.</param>
    /// <param name="identifier">The four characters at byte 4, "TFL3" for models; null accepts any.</param>
    /// <param name="limits">Null: <see cref="FlatBufferLimits.Default"/>.</param>
    /// <exception cref="FlatBufferException">Too short, another identifier, or the root is out of range.</exception>
    public static Table Root(ReadOnlyMemory<byte> memory, string? identifier = null, FlatBufferLimits? limits = null)
    {
        var shortest = identifier is null ? 4 : 8;
        if (memory.Length < shortest)
        {
            throw new FlatBufferException("too short for a FlatBuffer", 0, $"{shortest} bytes or more", $"{memory.Length}");
        }

        if (identifier is not null && !memory.Span.Slice(4, 4).SequenceEqual(Encoding.ASCII.GetBytes(identifier)))
        {
            throw new FlatBufferException("another file identifier", 4, $"'{identifier}'", $"'{Printable(memory.Span.Slice(4, 4))}'");
        }

        var reader = new FlatBufferReader(memory, limits ?? FlatBufferLimits.Default);
        return reader.OpenTable(reader.Follow(0), depth: 1);
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            _ = value is >= 0x20 and < 0x7F ? text.Append((char)value) : text.Append($"\\x{value:x2}");
        }

        return text.ToString();
    }
}
