namespace Octavo.FlatBuffers;

/// <summary>Bytes of a known length that come into being only while the file is written.</summary>
/// <param name="Length">Number of bytes.</param>
/// <param name="WriteTo">Writes exactly <paramref name="Length"/> bytes to the stream it is given; called once for each writing.</param>
internal sealed record StreamedBytes(long Length, Action<Stream> WriteTo)
{
    /// <summary>Bytes that are held in memory; null for null.</summary>
    public static StreamedBytes? Of(ReadOnlyMemory<byte>? bytes) =>
        bytes is { } present ? new(present.Length, stream => stream.Write(present.Span)) : null;
}
