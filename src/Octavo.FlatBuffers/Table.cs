using System.Runtime.CompilerServices;
using System.Text;

namespace Octavo.FlatBuffers;

/// <summary>
/// One table of a FlatBuffer; fields are named by slot. An absent scalar reads as the default that is passed in, an absent string,
/// vector or table as null. Every method throws <see cref="FlatBufferException"/> on bytes that cannot be right.
/// </summary>
internal readonly struct Table
{
    private readonly FlatBufferReader reader;
    private readonly int virtualTable;
    private readonly int virtualTableSize;
    private readonly int tableSize;
    private readonly int depth;

    internal Table(FlatBufferReader reader, int position, int virtualTable, int virtualTableSize, int tableSize, int depth)
    {
        this.reader = reader;
        this.virtualTable = virtualTable;
        this.virtualTableSize = virtualTableSize;
        this.tableSize = tableSize;
        this.depth = depth;
        Position = position;
    }

    /// <summary>Byte position of the table in the file.</summary>
    public int Position { get; }

    public bool Has(int slot) => FieldPosition(slot, 1) != 0;

    /// <summary>An inline number or enum of 1, 2, 4 or 8 bytes; <see cref="ReadBoolean"/> reads truth values.</summary>
    public T ReadScalar<T>(int slot, T defaultValue)
        where T : unmanaged
    {
        var position = FieldPosition(slot, Unsafe.SizeOf<T>());
        return position == 0 ? defaultValue : reader.Load<T>(position);
    }

    /// <summary>Any byte but 0 is true.</summary>
    public bool ReadBoolean(int slot, bool defaultValue) => ReadScalar(slot, defaultValue ? (byte)1 : (byte)0) != 0;

    /// <summary>UTF-8; bytes that are not become U+FFFD.</summary>
    public string? ReadString(int slot)
    {
        if (Target(slot) is not { } position)
        {
            return null;
        }

        var (start, count) = reader.OpenVector(position, 1);
        reader.Charge(count, position);
        if (start + (long)count >= reader.Memory.Length || reader.Memory.Span[start + count] != 0)
        {
            throw new FlatBufferException("string is not terminated", position, "a zero byte after the last character", "none");
        }

        return Encoding.UTF8.GetString(reader.Memory.Span.Slice(start, count));
    }

    /// <summary>A slice of the file, not a copy.</summary>
    public ReadOnlyMemory<byte>? ReadBytes(int slot)
    {
        if (Target(slot) is not { } position)
        {
            return null;
        }

        var (start, count) = reader.OpenVector(position, 1);
        return reader.Memory.Slice(start, count);
    }

    public T[]? ReadScalars<T>(int slot)
        where T : unmanaged => Target(slot) is { } position ? reader.CopyScalars<T>(position) : null;

    public bool[]? ReadBooleans(int slot) =>
        ReadScalars<byte>(slot) is { } bytes ? Array.ConvertAll(bytes, value => value != 0) : null;

    public Table? ReadTable(int slot) => Target(slot) is { } position ? reader.OpenTable(position, depth + 1) : null;

    public T? ReadTable<T>(int slot)
        where T : class, ISchemaTable<T> => ReadTable(slot) is { } table ? T.Read(table) : null;

    /// <summary>The tables of a vector, for readers that take fields by slot; empty where it is absent.</summary>
    public IReadOnlyList<Table> ReadTables(int slot)
    {
        if (Target(slot) is not { } position)
        {
            return [];
        }

        var (start, count) = reader.OpenVector(position, 4);
        reader.Charge(count * 8L, position);
        var tables = new Table[count];
        for (var index = 0; index < count; index++)
        {
            tables[index] = reader.OpenTable(reader.Follow(start + (4L * index)), depth + 1);
        }

        return tables;
    }

    public T[]? ReadTables<T>(int slot)
        where T : class, ISchemaTable<T>
    {
        if (Target(slot) is not { } position)
        {
            return null;
        }

        var (start, count) = reader.OpenVector(position, 4);
        reader.Charge(count * 8L, position);
        var tables = new T[count];
        for (var index = 0; index < count; index++)
        {
            tables[index] = T.Read(reader.OpenTable(reader.Follow(start + (4L * index)), depth + 1));
        }

        return tables;
    }

    /// <summary>
    /// The member that the code in <paramref name="codeSlot"/> names: null for code 0, the member's defaults when its table is absent,
    /// an <see cref="UnknownUnionMember"/> when the schema does not know the code.
    /// </summary>
    public ISchemaTable? ReadUnion(int codeSlot, int slot, SchemaUnion union)
    {
        var code = ReadScalar(codeSlot, (byte)0);
        return code == 0 ? null : union.Read(code, ReadTable(slot));
    }

    private int? Target(int slot)
    {
        var position = FieldPosition(slot, 4);
        return position == 0 ? null : reader.Follow(position);
    }

    private int FieldPosition(int slot, int size)
    {
        var entry = 4 + (2 * slot);
        if (entry + 2 > virtualTableSize)
        {
            return 0;
        }

        var offset = reader.Load<ushort>(virtualTable + entry);
        if (offset == 0)
        {
            return 0;
        }

        if (offset < 4 || offset + size > tableSize)
        {
            throw new FlatBufferException(
                $"field {slot} lies outside its table", virtualTable + entry, $"an offset from 4 to {tableSize - size}", $"{offset}");
        }

        return Position + offset;
    }
}
