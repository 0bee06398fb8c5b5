using System.Buffers;
using System.IO.MemoryMappedFiles;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>A file mapped for reading. Memory taken from it is valid until <see cref="Dispose"/>.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* start;

    /// <exception cref="OctavoException">The file is missing or cannot be read (kind InputOutput).</exception>
    public MappedFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            Length = stream.Length;
            if (Length != 0)
            {
                file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
                view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
                view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
                start += view.PointerOffset;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new OctavoException(ErrorKind.InputOutput, "the file cannot be read", path, found: error.Message, inner: error);
        }
    }

    public long Length { get; }

    /// <summary>A run of the file, without a copy.</summary>
    public ReadOnlyMemory<byte> Memory(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return length == 0 ? ReadOnlyMemory<byte>.Empty : new Slice(this, offset, length).Memory;
    }

    public void Dispose()
    {
        if (view is not null)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file!.Dispose();
        }
    }

    private sealed class Slice(MappedFile owner, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(owner.start + offset, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(owner.start + offset + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
