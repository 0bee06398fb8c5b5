using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Octavo.FlatBuffers;

/// <summary>
/// The bytes of one FlatBuffer and what reading them has cost so far. Positions are checked against the file before use; alignment
/// is not demanded, since all loads are unaligned and widespread models are off it.
/// </summary>
internal sealed class FlatBufferReader(ReadOnlyMemory<byte> memory, FlatBufferLimits limits)
{
    private int tablesLeft = limits.MaximumTables;
    private long copiedBytesLeft = limits.CopiedBytesAllowance + ((long)limits.CopiedBytesPerByte * memory.Length);

    public ReadOnlyMemory<byte> Memory => memory;

    public T Load<T>(long position)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        RequireInside(position, size, "value");
        var bytes = memory.Span.Slice((int)position, size);
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Read<T>(bytes);
        }

        Span<byte> reversed = stackalloc byte[size];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        return MemoryMarshal.Read<T>(reversed);
    }

    /// <summary>The position to which the forward offset at <paramref name="position"/> points.</summary>
    public int Follow(long position)
    {
        var offset = Load<uint>(position);
        var target = position + offset;
        if (offset == 0 || target >= memory.Length)
        {
            throw new FlatBufferException("offset leads out of the file", position, $"1 to {memory.Length - position - 1}", $"{offset}");
        }

        return (int)target;
    }

    public Table OpenTable(int position, int depth)
    {
        if (depth > limits.MaximumDepth)
        {
            throw new FlatBufferException("tables are nested too deeply", position, $"depth {limits.MaximumDepth} at most",
                $"depth {depth}");
        }

        if (--tablesLeft < 0)
        {
            throw new FlatBufferException("too many tables", position, $"{limits.MaximumTables} at most", "more");
        }

        var virtualTable = position - (long)Load<int>(position);
        var virtualTableSize = Load<ushort>(virtualTable);
        var tableSize = Load<ushort>(virtualTable + 2);
        if (virtualTableSize < 4 || virtualTableSize % 2 != 0)
        {
            throw new FlatBufferException("vtable has an impossible size", virtualTable, "an even number from 4", $"{virtualTableSize}");
        }

        if (tableSize < 4)
        {
            throw new FlatBufferException("table has an impossible size", virtualTable + 2, "4 or more", $"{tableSize}");
        }

        RequireInside(virtualTable, virtualTableSize, "vtable");
        RequireInside(position, tableSize, "table");
        return new Table(this, position, (int)virtualTable, virtualTableSize, tableSize, depth);
    }

    /// <summary>Position of the first element and number of elements of the vector at <paramref name="position"/>.</summary>
    public (int Start, int Count) OpenVector(int position, int elementSize)
    {
        var count = Load<uint>(position);
        var start = position + 4L;
        if (count * elementSize > memory.Length - start)
        {
            throw new FlatBufferException(
                "vector is longer than the file", position, $"{(memory.Length - start) / elementSize} elements at most", $"{count}");
        }

        return ((int)start, (int)count);
    }

    public T[] CopyScalars<T>(int position)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        var (start, count) = OpenVector(position, size);
        Charge((long)count * size, position);
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        memory.Span.Slice(start, bytes.Length).CopyTo(bytes);
        if (!BitConverter.IsLittleEndian)
        {
            for (var at = 0; at < bytes.Length; at += size)
            {
                bytes.Slice(at, size).Reverse();
            }
        }

        return values;
    }

    public void Charge(long bytes, long position)
    {
        copiedBytesLeft -= bytes;
        if (copiedBytesLeft < 0)
        {
            throw new FlatBufferException("vectors and strings shared too often", position, "contents in proportion to the file", "more");
        }
    }

    private void RequireInside(long position, int size, string what)
    {
        if (position < 0 || position > memory.Length - (long)size)
        {
            throw new FlatBufferException($"{what} lies outside the file", position, $"{size} bytes within 0 to {memory.Length}",
                "none there");
        }
    }
}
