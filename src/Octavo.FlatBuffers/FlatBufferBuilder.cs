using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Octavo.FlatBuffers;

/// <summary>
/// Builds a FlatBuffer whose big byte vectors are never in memory. Layout of the file:
/// <code>
/// 0       offset of the root, identifier, padding                      (front part: held in memory,
/// ...     tables, vtables, strings, small vectors                       its length a multiple of 16)
/// front   padding, length, bytes | padding, length, bytes | ...        (streamed vectors, in the order they were reserved,
///                                                                       the bytes of each aligned to 16 in the file)
/// </code>
/// The front part grows backwards, as usual: what is referred to is added before what refers to it. A handle is the distance
/// of an object's start from the end of the front part; streamed vectors stand behind that end and have negative handles, so that
/// every offset is known the moment it is written, and positive. 0 is the handle of nothing: adding it leaves the field out.
/// The same calls give the same bytes. Equal vtables are stored once.
/// </summary>
internal sealed partial class FlatBufferBuilder
{
    /// <summary>Readers take offsets as signed 32 bit.</summary>
    public const long LargestFile = int.MaxValue;

    private const int FileAlignment = 16;

    private readonly long maximumLength;
    private byte[] bytes = new byte[1024];
    private int used;
    private bool finished;

    /// <param name="maximumLength">A longer file is refused; at most <see cref="LargestFile"/>.</param>
    public FlatBufferBuilder(long maximumLength = LargestFile)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumLength, LargestFile);
        this.maximumLength = maximumLength;
    }

    /// <summary>Length of the file, once <see cref="Finish"/> was called; before, what it would be without the root.</summary>
    public long Length => used + streamedEnd;

    /// <summary>A null string has the handle 0.</summary>
    public int CreateString(string? value)
    {
        if (value is null)
        {
            return 0;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Align(4, count + 1L);
        _ = Take(1);
        Encoding.UTF8.GetBytes(value, Take(count));
        Put((uint)count);
        return used;
    }

    /// <param name="values">Numbers or enums; null has the handle 0, an empty array is an empty vector.</param>
    /// <param name="alignment">Alignment of the first element, a power of two up to 16; at least the element's size is taken.</param>
    public int CreateScalars<T>(T[]? values, int alignment = 1)
        where T : unmanaged => values is null ? 0 : CreateVector<T>(values, alignment);

    public int CreateBooleans(bool[]? values) =>
        values is null ? 0 : CreateVector<byte>(Array.ConvertAll(values, value => value ? (byte)1 : (byte)0), 1);

    /// <summary>A byte vector in the front part; null has the handle 0.</summary>
    public int CreateBytes(ReadOnlyMemory<byte>? values, int alignment = 1) =>
        values is { } present ? CreateVector(present.Span, alignment) : 0;

    /// <summary>A vector of tables; null has the handle 0.</summary>
    public int CreateTables<T>(T[]? tables)
        where T : ISchemaTable
    {
        if (tables is null)
        {
            return 0;
        }

        var handles = new int[tables.Length];
        for (var index = 0; index < tables.Length; index++)
        {
            handles[index] = tables[index].Write(this);
        }

        Align(4, 4L * handles.Length);
        for (var index = handles.Length - 1; index >= 0; index--)
        {
            PutOffset(handles[index]);
        }

        Put((uint)handles.Length);
        return used;
    }

    /// <summary>Ends the front part. Nothing can be added afterwards.</summary>
    /// <param name="root">Handle of the root table.</param>
    /// <param name="identifier">Four ASCII characters, or null for none.</param>
    /// <exception cref="FlatBufferException">The file would be longer than allowed.</exception>
    public void Finish(int root, string? identifier = null)
    {
        Align(FileAlignment, identifier is null ? 4 : 8);
        if (identifier is not null)
        {
            if (identifier.Length != 4 || !Ascii.IsValid(identifier))
            {
                throw new ArgumentException("a file identifier has four ASCII characters", nameof(identifier));
            }

            Encoding.ASCII.GetBytes(identifier, Take(4));
        }

        PutOffset(root);
        RequireFits(0);
        finished = true;
    }

    private int CreateVector<T>(ReadOnlySpan<T> values, int alignment)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        var length = (long)values.Length * size;
        Align(Math.Max(4, Math.Max(size, alignment)), length);
        RequireFits(length);
        var target = Take((int)length);
        MemoryMarshal.AsBytes(values).CopyTo(target);
        if (!BitConverter.IsLittleEndian)
        {
            for (var at = 0; at < target.Length; at += size)
            {
                target.Slice(at, size).Reverse();
            }
        }

        Put((uint)values.Length);
        return used;
    }

    /// <summary>Pads so that after <paramref name="following"/> more bytes the start is aligned.</summary>
    private void Align(int alignment, long following) => _ = Take((int)(-(used + following) & (alignment - 1)));

    private void Put<T>(T value)
        where T : unmanaged
    {
        var target = Take(Unsafe.SizeOf<T>());
        MemoryMarshal.Write(target, in value);
        if (!BitConverter.IsLittleEndian)
        {
            target.Reverse();
        }
    }

    private void PutOffset(int handle) => Put((uint)(used + 4L - handle));

    /// <summary>The next bytes in front of those used, zero.</summary>
    private Span<byte> Take(int count)
    {
        if (finished)
        {
            throw new InvalidOperationException("The FlatBuffer is finished.");
        }

        if (bytes.Length - used < count)
        {
            RequireFits(count);
            var larger = new byte[Math.Min(Math.Max(bytes.Length * 2L, (long)used + count), Array.MaxLength)];
            bytes.AsSpan(bytes.Length - used).CopyTo(larger.AsSpan(larger.Length - used));
            bytes = larger;
        }

        used += count;
        return bytes.AsSpan(bytes.Length - used, count);
    }

    private void RequireFits(long more)
    {
        if (Length + more > maximumLength)
        {
            throw new FlatBufferException(
                "the file is too long for a FlatBuffer", null, $"{maximumLength} bytes at most", $"{Length + more} or more");
        }
    }
}
