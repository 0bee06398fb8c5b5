using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Octavo.FlatBuffers.Tests;

/// <summary>
/// A second, independent decoder: bytes to lines "path = value", by the schema's JSON and the rules of the format alone, without
/// any check. What it prints for a good file must be what <see cref="ObjectDump"/> prints of the objects that were read.
/// </summary>
internal sealed class RawDump(byte[] file)
{
    private readonly List<string> lines = [];
    private readonly SortedSet<int> misaligned = [];

    public static List<string> Root(byte[] file, string table) => Decode(file, table).lines;

    /// <summary>Positions of tables, offsets, lengths and numbers that are off the alignment which strict readers demand.</summary>
    public static IEnumerable<int> Misaligned(byte[] file, string table) => Decode(file, table).misaligned;

    private static RawDump Decode(byte[] file, string table)
    {
        var dump = new RawDump(file);
        dump.Table((int)BinaryPrimitives.ReadUInt32LittleEndian(file), table, table);
        return dump;
    }

    private void Table(int? position, string table, string path)
    {
        var code = 0;
        foreach (var field in SchemaFacts.Fields(table))
        {
            var at = position is { } start ? Field(start, field.GetProperty("vtable").GetInt32()) : null;
            var name = $"{path}.{field.Text("name")}";
            switch (field.Text("type"))
            {
                case "union-type":
                    code = at is { } codeAt ? file[codeAt] : 0;
                    break;
                case "union":
                    Union(at, field.Text("union"), code, name);
                    break;
                case "table":
                    Reference(at, field.Text("of"), name);
                    break;
                case "string":
                    Line(name, at is { } textAt ? Encoding.UTF8.GetString(Bytes(Follow(textAt))) : null);
                    break;
                case "vector":
                    Vector(at, field, name);
                    break;
                default:
                    Line(name, at is { } scalarAt ? Scalar(scalarAt, StorageOf(field)) : Default(field));
                    break;
            }
        }
    }

    private void Union(int? at, string union, int code, string path)
    {
        if (code != 0)
        {
            var member = SchemaFacts.UnionMembers(union).Single(item => item.Value == code).Key;
            Line(path, member);
            Table(at is { } position ? Follow(position) : null, member, path);
        }
    }

    private void Reference(int? at, string table, string path)
    {
        if (at is { } position)
        {
            Line(path, table);
            Table(Follow(position), table, path);
        }
    }

    private void Vector(int? at, JsonElement field, string path)
    {
        if (at is not { } position)
        {
            return;
        }

        var start = Follow(position);
        var count = Int32(start);
        var size = field.GetProperty("element_size").GetInt32();
        _ = Aligned(start + 4, field.Text("force_align") is { Length: > 0 } alignment && count > 0 ? int.Parse(alignment) : size);
        if (field.Text("element") != "")
        {
            Line(path, $"[{count}]");
            for (var index = 0; index < count; index++)
            {
                Reference(start + 4 + (4 * index), field.Text("of"), $"{path}[{index}]");
            }
        }
        else if (field.Text("of") == "uint8")
        {
            Line(path, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Bytes(start))));
        }
        else
        {
            Line(path, string.Join(",", Enumerable.Range(0, count).Select(index => Scalar(start + 4 + (size * index), field.Text("of")))));
        }
    }

    private static string StorageOf(JsonElement field) => field.Text("storage") is { Length: > 0 } storage ? storage : field.Text("type");

    private static string Default(JsonElement field)
    {
        var text = field.Text("default");
        return field.Text("type") == "enum" ? $"{SchemaFacts.EnumMembers(field.Text("enum"))[text]}"
            : text switch { "True" => "1", "False" or "" or "0.0" => "0", _ => text };
    }

    private string Scalar(int at, string storage) => storage switch
    {
        "bool" or "uint8" => $"{file[at]}",
        "int8" => $"{(sbyte)file[at]}",
        "uint16" => $"{BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(Aligned(at, 2)))}",
        "int32" => $"{Int32(at)}",
        "uint32" => $"{(uint)Int32(at)}",
        "int64" => $"{BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(Aligned(at, 8)))}",
        "uint64" => $"{BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(Aligned(at, 8)))}",
        "float32" => $"{BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(Aligned(at, 4))):R}",
        _ => throw new InvalidDataException(storage),
    };

    private void Line(string path, string? value)
    {
        if (value is not null)
        {
            lines.Add($"{path} = {value}");
        }
    }

    private int? Field(int table, int entry)
    {
        var virtualTable = table - Int32(table);
        var offset = entry < BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(virtualTable))
            ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(virtualTable + entry))
            : 0;
        return offset == 0 ? null : table + offset;
    }

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(Aligned(at, 4)));

    private int Aligned(int at, int size)
    {
        if (at % size != 0)
        {
            misaligned.Add(at);
        }

        return at;
    }

    private int Follow(int at) => at + Int32(at);

    private ReadOnlySpan<byte> Bytes(int vector) => file.AsSpan(vector + 4, Int32(vector));
}
