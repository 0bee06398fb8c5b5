using Microsoft.Win32.SafeHandles;

namespace Octavo.Tensors;

/// <summary>Bytes that can be read at any place by several readers at once: a regular file, or memory.</summary>
internal sealed class ByteSource : IDisposable
{
    private const long MaximumInMemory = 1L << 31;
    private readonly FileStream? stream;
    private readonly SafeFileHandle? file;
    private readonly ReadOnlyMemory<byte> memory;

    private ByteSource(FileStream stream, string where)
    {
        this.stream = stream;
        file = stream.SafeFileHandle;
        Length = RandomAccess.GetLength(file);
        Where = where;
    }

    public ByteSource(ReadOnlyMemory<byte> memory, string where)
    {
        this.memory = memory;
        Length = memory.Length;
        Where = where;
    }

    public long Length { get; }

    public string Where { get; }

    /// <summary>Regular files are read in place; pipes and <c>-</c> are first read to their end.</summary>
    public static ByteSource Open(string path)
    {
        var stream = InputFile.Open(path);
        if (stream is FileStream { CanSeek: true } regular && regular.Length > 0)
        {
            return new ByteSource(regular, path);
        }

        using (stream)
        {
            var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                if (content.Length + count >= MaximumInMemory)
                {
                    throw new OctavoException(ErrorKind.InvalidData, "The stream is too long to be read at once.", path, "less than 2 GB",
                        hint: "Save it as a file first.");
                }

                content.Write(buffer.AsSpan(0, count));
            }

            return new ByteSource(content.GetBuffer().AsMemory(0, (int)content.Length), path);
        }
    }

    /// <summary>Reads what is there from <paramref name="offset"/> on; fewer bytes only at the end.</summary>
    public int Read(long offset, Span<byte> target)
    {
        if (file is null)
        {
            var count = (int)Math.Clamp(Length - offset, 0, target.Length);
            memory.Span.Slice((int)Math.Min(offset, Length), count).CopyTo(target);
            return count;
        }

        var filled = 0;
        try
        {
            int count;
            while (filled < target.Length && (count = RandomAccess.Read(file, target[filled..], offset + filled)) > 0)
            {
                filled += count;
            }
        }
        catch (IOException failure)
        {
            throw InputFile.Failure(Where, failure);
        }

        return filled;
    }

    public void Dispose() => stream?.Dispose();
}
