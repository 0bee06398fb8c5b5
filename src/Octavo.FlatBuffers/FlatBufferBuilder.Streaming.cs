using System.Buffers.Binary;

namespace Octavo.FlatBuffers;

internal sealed partial class FlatBufferBuilder
{
    private readonly List<(long Start, StreamedBytes Content)> streamed = [];
    private long streamedEnd;

    /// <summary>
    /// Reserves a byte vector behind the front part, aligned to 16 in the file; its bytes are asked for by <see cref="WriteTo"/>.
    /// Null has the handle 0; a length of 0 is an empty vector.
    /// </summary>
    /// <exception cref="FlatBufferException">The file would be longer than allowed.</exception>
    public int CreateStreamedBytes(StreamedBytes? content)
    {
        if (content is null)
        {
            return 0;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(content.Length);
        if (finished)
        {
            throw new InvalidOperationException("The FlatBuffer is finished.");
        }

        var start = (streamedEnd + 4 + FileAlignment - 1) & -FileAlignment;
        RequireFits(start - streamedEnd + content.Length);
        streamed.Add((start, content));
        streamedEnd = start + content.Length;
        return (int)(4 - start);
    }

    /// <summary>Writes the whole file, front to back, in one go; the stream need not seek. Gives the same bytes each time.</summary>
    /// <exception cref="FlatBufferException">A callback wrote more or fewer bytes than it had promised.</exception>
    public void WriteTo(Stream stream)
    {
        if (!finished)
        {
            throw new InvalidOperationException("Finish comes before WriteTo.");
        }

        stream.Write(bytes.AsSpan(bytes.Length - used));
        Span<byte> gap = stackalloc byte[FileAlignment + 4];
        var position = 0L;
        foreach (var (start, content) in streamed)
        {
            var lengthAndPadding = gap[..(int)(start - position)];
            lengthAndPadding.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(lengthAndPadding[^4..], (uint)content.Length);
            stream.Write(lengthAndPadding);
            using var target = new ExactLengthStream(stream, content.Length, used + start);
            content.WriteTo(target);
            target.RequireComplete();
            position = start + content.Length;
        }
    }

    /// <summary>The whole file in memory.</summary>
    public byte[] ToArray()
    {
        using var stream = new MemoryStream(checked((int)Length));
        WriteTo(stream);
        return stream.ToArray();
    }
}
