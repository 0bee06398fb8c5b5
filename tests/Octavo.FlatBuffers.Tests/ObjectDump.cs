using System.Collections;
using System.Security.Cryptography;

namespace Octavo.FlatBuffers.Tests;

/// <summary>Schema objects as lines "path = value", through <see cref="ISchemaTable.Fields"/>.</summary>
internal static class ObjectDump
{
    public static List<string> Of(ISchemaTable table)
    {
        var lines = new List<string>();
        Add(table, table.SchemaName, lines);
        return lines;
    }

    private static void Add(ISchemaTable table, string path, List<string> lines)
    {
        foreach (var (name, value) in table.Fields)
        {
            Add(value, $"{path}.{name}", lines);
        }
    }

    private static void Add(object? value, string path, List<string> lines)
    {
        switch (value)
        {
            case null:
                break;
            case ISchemaTable table:
                lines.Add($"{path} = {table.SchemaName}");
                Add(table, path, lines);
                break;
            case ReadOnlyMemory<byte> bytes:
                lines.Add($"{path} = {Convert.ToHexString(SHA256.HashData(bytes.Span))}");
                break;
            case ISchemaTable[] tables:
                lines.Add($"{path} = [{tables.Length}]");
                for (var index = 0; index < tables.Length; index++)
                {
                    Add((object)tables[index], $"{path}[{index}]", lines);
                }

                break;
            case IEnumerable elements and not string:
                lines.Add($"{path} = {string.Join(",", elements.Cast<object>().Select(Scalar))}");
                break;
            default:
                lines.Add($"{path} = {Scalar(value)}");
                break;
        }
    }

    private static string Scalar(object value) => value switch
    {
        Enum member => $"{member:D}",
        bool truth => truth ? "1" : "0",
        float number => $"{number:R}",
        _ => $"{value}",
    };
}
