using System.Buffers;
using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Octavo.Tensors;

/// <summary>
/// A file for reading: a small one as a copy, a large one mapped. Memory taken from it stays valid until <see cref="Dispose"/>; taking a
/// span afterwards throws <see cref="ObjectDisposedException"/>. What nobody disposes lives until the process ends, so that no span ever
/// dangles. Where somebody cuts off a mapped file, touching what is gone ends the process: no handler can be given to the system from here.
/// A copy cannot be cut off, and of a larger file the length is looked at each time that a part is taken, and before each invocation of a
/// model that lies in it; only in the time between remains the danger.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private static readonly ConcurrentDictionary<MappedFile, bool> Open = new();

    /// <summary>Up to here a copy costs a few milliseconds, and less memory than the packed weights that are made of it.</summary>
    private const long LargestCopy = 16L << 20;

    private const int PageSize = 4096;

    private readonly SafeFileHandle? handle;
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private byte* start;
    private bool disposed;

    /// <exception cref="OctavoException">The file is missing or cannot be read (kind InputOutput).</exception>
    public MappedFile(string path)
        : this(path, null)
    {
    }

    /// <param name="path">What errors call the file.</param>
    /// <param name="opened">The file where it is open already, for reading; it stays open.</param>
    internal MappedFile(string path, FileStream? opened)
    {
        Path = path;
        try
        {
            using var own = opened is null ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1) : null;
            var stream = own ?? opened!;
            Length = stream.Length;
            if (Length == 0)
            {
                return;
            }

            if (Length <= LargestCopy)
            {
                start = Copy(stream.SafeFileHandle, Length, path);
                Open[this] = true;
                return;
            }

            // A file that is open for writing has no name yet, or that of another, and nobody else cuts it off.
            handle = opened is not null || OperatingSystem.IsWindows() ? null : File.OpenHandle(path);
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
                leaveOpen: true);
            view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            start += view.PointerOffset;
            Open[this] = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw InputFile.Failure(path, error);
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
        RequireLength(offset + length);
        return length == 0 ? ReadOnlyMemory<byte>.Empty : new Slice(this, offset, length).Memory;
    }

    /// <summary>Looks whether the file is as long as it was: before work begins that reads memory taken earlier.</summary>
    /// <exception cref="OctavoException">Somebody cut it off (kind InputOutput).</exception>
    public void RequireWhole()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        RequireLength(Length);
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
            handle?.Dispose();
        }
        else if (start != null)
        {
            NativeMemory.AlignedFree(start);
        }

        start = null;
    }

    private static byte* Copy(SafeFileHandle handle, long length, string path)
    {
        var copy = (byte*)NativeMemory.AlignedAlloc((nuint)length, PageSize);
        try
        {
            for (long done = 0; done < length;)
            {
                var read = RandomAccess.Read(handle, new Span<byte>(copy + done, (int)(length - done)), done);
                done += read != 0 ? read : throw Shortened(path, length, done);
            }

            return copy;
        }
        catch
        {
            NativeMemory.AlignedFree(copy);
            throw;
        }
    }

    /// <exception cref="OctavoException">The file ends before <paramref name="end"/> by now (kind InputOutput).</exception>
    private void RequireLength(long end)
    {
        if (handle is not null && RandomAccess.GetLength(handle) is var now && now < end)
        {
            throw Shortened(Path, Length, now);
        }
    }

    private static OctavoException Shortened(string path, long expected, long found) => new(
        ErrorKind.InputOutput, "The file became shorter while it was read.", path, $"{expected} bytes", $"{found}",
        "Wait until the other program is done, and try again.");

    private sealed class Slice(MappedFile owner, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(owner.disposed, owner);
            owner.RequireLength(offset + length);
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
