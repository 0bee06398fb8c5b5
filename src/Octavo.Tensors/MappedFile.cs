using System.Buffers;
using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;

namespace Octavo.Tensors;

/// <summary>
/// A file mapped for reading. Memory taken from it stays valid until <see cref="Dispose"/>; taking a span afterwards throws
/// <see cref="ObjectDisposedException"/>. A mapping that nobody disposes lives until the process ends, so that no span ever dangles.
/// </summary>
public sealed unsafe class MappedFile : IDisposable
{
    private static readonly ConcurrentDictionary<MappedFile, bool> Open = new();

    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private byte* start;
    private bool disposed;

    /// <exception cref="OctavoException">The file is missing or cannot be read (kind InputOutput).</exception>
    public MappedFile(string path)
    {
        Path = path;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            Length = stream.Length;
            if (Length == 0)
            {
                return;
            }

            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            start += view.PointerOffset;
            Open[this] = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new OctavoException(ErrorKind.InputOutput, "the file cannot be read", path, found: error.Message, inner: error);
        }
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>A run of the file, without a copy.</summary>
    /// <param name="offset">At least 0; with <paramref name="length"/> at most <see cref="Length"/>.</param>
    /// <param name="length">In bytes.</param>
    public ReadOnlyMemory<byte> Memory(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return length == 0 ? ReadOnlyMemory<byte>.Empty : new Slice(this, offset, length).Memory;
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        Open.TryRemove(this, out _);
        if (view is not null)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file!.Dispose();
        }

        start = null;
    }

    private sealed class Slice(MappedFile owner, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(owner.disposed, owner);
            return new Span<byte>(owner.start + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ObjectDisposedException.ThrowIf(owner.disposed, owner);
            return new MemoryHandle(owner.start + offset + elementIndex);
        }

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
