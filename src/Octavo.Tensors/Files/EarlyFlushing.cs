namespace Octavo.Tensors;

/// <summary>
/// Hands a large file to the disk while it is still being written, so that the flush at its end has little left to wait for: a kernel keeps
/// gigabytes of written pages for itself otherwise.
/// </summary>
/// <param name="stream">The file; written by its owner alone.</param>
internal sealed class EarlyFlushing(FileStream stream) : Stream
{
    private const long BytesBetweenFlushes = 32L << 20;

    private long unflushed;
    private Task flushing = Task.CompletedTask;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => stream.Length;

    public override long Position { get => stream.Position; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, BytesBetweenFlushes)];
            stream.Write(part);
            buffer = buffer[part.Length..];
            unflushed += part.Length;
            if (unflushed >= BytesBetweenFlushes && flushing.IsCompleted)
            {
                Finish();
                unflushed = 0;

                // Asking a stream for its handle empties its buffer, which only the thread that writes may do.
                var handle = stream.SafeFileHandle;
                flushing = Task.Run(() => RandomAccess.FlushToDisk(handle));
            }
        }
    }

    public override void Flush() => stream.Flush();

    /// <summary>Waits until everything is on the disk.</summary>
    /// <exception cref="IOException">The disk refused it, now or earlier.</exception>
    public void FlushToDisk()
    {
        Finish();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Waits for the flush that is under way; what it met is thrown here.</summary>
    private void Finish() => flushing.GetAwaiter().GetResult();

    /// <summary>Waits without an error of its own, so that the file can be closed while another error is on its way.</summary>
    public void Settle() => Task.WhenAny(flushing).GetAwaiter().GetResult();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
