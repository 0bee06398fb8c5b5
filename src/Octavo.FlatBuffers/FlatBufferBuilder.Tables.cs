using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Octavo.FlatBuffers;

internal sealed partial class FlatBufferBuilder
{
    private readonly Dictionary<int, List<int>> virtualTables = [];
    private int[] fieldStarts = new int[16];
    private int fieldCount = -1;
    private int tableEnd;

    /// <summary>Begins a table of up to <paramref name="slots"/> fields; what they refer to must have been created before.</summary>
    public void StartTable(int slots)
    {
        if (fieldCount >= 0)
        {
            throw new InvalidOperationException("A table is built within another one.");
        }

        if (fieldStarts.Length < slots)
        {
            fieldStarts = new int[slots];
        }

        fieldStarts.AsSpan(0, slots).Clear();
        fieldCount = slots;
        tableEnd = used;
    }

    /// <summary>An inline number, enum or truth value; left out when its bits are those of the default.</summary>
    public void AddScalar<T>(int slot, T value, T defaultValue)
        where T : unmanaged
    {
        if (MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in defaultValue))))
        {
            return;
        }

        Align(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).Length, 0);
        Put(value);
        fieldStarts[slot] = used;
    }

    /// <summary>A string, vector, table or union value; left out when the handle is 0.</summary>
    public void AddReference(int slot, int handle)
    {
        if (handle == 0)
        {
            return;
        }

        Align(4, 0);
        PutOffset(handle);
        fieldStarts[slot] = used;
    }

    /// <summary>The table's handle.</summary>
    public int EndTable()
    {
        Align(4, 0);
        Put(0);
        var table = used;
        var entries = fieldStarts.AsSpan(0, fieldCount);
        while (!entries.IsEmpty && entries[^1] == 0)
        {
            entries = entries[..^1];
        }

        var layout = new ushort[entries.Length + 2];
        layout[0] = checked((ushort)(2 * layout.Length));
        layout[1] = checked((ushort)(table - tableEnd));
        for (var slot = 0; slot < entries.Length; slot++)
        {
            layout[slot + 2] = entries[slot] == 0 ? (ushort)0 : checked((ushort)(table - entries[slot]));
        }

        var virtualTable = StoreVirtualTable(layout);
        fieldCount = -1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - table, 4), virtualTable - table);
        return table;
    }

    private int StoreVirtualTable(ushort[] layout)
    {
        var key = 17;
        foreach (var entry in layout)
        {
            key = (key * 31) + entry;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(virtualTables, key, out _);
        known ??= [];
        foreach (var candidate in known)
        {
            if (IsVirtualTable(candidate, layout))
            {
                return candidate;
            }
        }

        for (var index = layout.Length - 1; index >= 0; index--)
        {
            Put(layout[index]);
        }

        known.Add(used);
        return used;
    }

    private bool IsVirtualTable(int handle, ushort[] layout)
    {
        var stored = bytes.AsSpan(bytes.Length - handle);
        for (var index = 0; index < layout.Length; index++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(stored[(2 * index)..]) != layout[index])
            {
                return false;
            }
        }

        return true;
    }
}
