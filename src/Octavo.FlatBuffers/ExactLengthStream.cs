namespace Octavo.FlatBuffers;

/// <summary>Write-only view of a stream that takes a stated number of bytes, no more and no fewer.</summary>
internal sealed class ExactLengthStream(Stream inner, long length, long position) : Stream
{
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > length - written)
        {
            throw Wrong("too many bytes streamed into a vector", written + buffer.Length);
        }

        inner.Write(buffer);
        written += buffer.Length;
    }

    public override void Flush() => inner.Flush();

    public void RequireComplete()
    {
        if (written != length)
        {
            throw Wrong("too few bytes streamed into a vector", written);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private FlatBufferException Wrong(string what, long found) => new(what, position, $"{length} bytes", $"{found}");
}
