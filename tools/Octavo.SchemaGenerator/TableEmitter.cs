using System.Text;

namespace Octavo.SchemaGenerator;

/// <summary>One table as a class: properties, names with values, reading, writing.</summary>
internal static class TableEmitter
{
    public static string Emit(SchemaTable table)
    {
        var fields = table.Fields.Where(field => field.Type != "union-type").ToList();
        var text = new StringBuilder($"\n/// <summary>Table <c>{table.Name}</c> of the schema.</summary>\n");
        text.Append($"internal sealed class {table.TypeName} : ISchemaTable<{table.TypeName}>\n{{\n");
        foreach (var field in fields)
        {
            Property(text, field);
        }

        text.Append($"    public string SchemaName => \"{table.Name}\";\n\n");
        text.Append(fields.Count == 0
            ? "    public IEnumerable<KeyValuePair<string, object?>> Fields => [];\n\n"
            : "    public IEnumerable<KeyValuePair<string, object?>> Fields =>\n    [\n"
                + string.Concat(fields.Select(field => $"        new(\"{field.Name}\", {field.PropertyName}),\n"))
                + "    ];\n\n");
        text.Append(fields.Count == 0
            ? $"    public static {table.TypeName} Read(Table table) => new();\n\n"
            : $"    public static {table.TypeName} Read(Table table) => new()\n    {{\n"
                + string.Concat(fields.Select(field => $"        {field.PropertyName} = {ReadExpression(field)},\n"))
                + "    };\n\n");
        Write(text, table);
        return text.Append("}\n").ToString();
    }

    private static void Property(StringBuilder text, SchemaField field)
    {
        if (field.Deprecated)
        {
            text.Append("    /// <summary>Deprecated: read, never written.</summary>\n");
        }
        else if (field.NewerThan is not null)
        {
            text.Append($"    /// <summary>Newer than {field.NewerThan}.</summary>\n");
        }

        if (field.IsStreamed)
        {
            text.Append(
                "    /// <summary>Read: a slice of the file. Empty is not absent: LiteRT takes a tensor whose buffer has an empty vector "
                + "for a constant.</summary>\n");
        }
        else if (field.IsBytes)
        {
            text.Append("    /// <summary>Read: a slice of the file.</summary>\n");
        }

        var initial = field.IsInline && field.Default is not (null or "0" or "0.0" or "False") ? $" = {DefaultValue(field)};" : "";
        text.Append($"    public {TypeOf(field)} {field.PropertyName} {{ get; set; }}{initial}\n\n");
        if (field.IsStreamed)
        {
            text.Append(
                $"    /// <summary>Written in place of <see cref=\"{field.PropertyName}\"/>, "
                + "streamed with the file; not read.</summary>\n");
            text.Append($"    public StreamedBytes? Streamed{field.PropertyName} {{ get; set; }}\n\n");
        }
    }

    private static string TypeOf(SchemaField field) => field.Type switch
    {
        "enum" => field.Enum!,
        "string" => "string?",
        "table" => SchemaTable.NameOfType(field.Of!) + "?",
        "union" => "ISchemaTable?",
        "vector" when field.IsBytes => "ReadOnlyMemory<byte>?",
        "vector" => ElementOf(field) + "[]?",
        _ => Scalars.Keywords[field.Type],
    };

    private static string ElementOf(SchemaField field) =>
        field.HoldsTables ? SchemaTable.NameOfType(field.Of!) : field.Enum ?? Scalars.Keywords[field.Of!];

    private static string DefaultValue(SchemaField field) => field.Type switch
    {
        "enum" => $"{field.Enum}.{field.Default}",
        "union-type" => "(byte)0",
        "bool" => field.Default == "True" ? "true" : "false",
        "float32" => field.Default + "f",
        "float64" => field.Default + "d",
        "int32" => field.Default ?? "0",
        "uint32" => (field.Default ?? "0") + "u",
        "int64" => (field.Default ?? "0") + "L",
        "uint64" => (field.Default ?? "0") + "UL",
        _ => $"({Scalars.Keywords[field.Type]}){field.Default ?? "0"}",
    };

    private static string ReadExpression(SchemaField field) => field.Type switch
    {
        "bool" => $"table.ReadBoolean({field.Slot}, {DefaultValue(field)})",
        "string" => $"table.ReadString({field.Slot})",
        "table" => $"table.ReadTable<{SchemaTable.NameOfType(field.Of!)}>({field.Slot})",
        "union" => $"table.ReadUnion({field.Slot - 1}, {field.Slot}, SchemaUnions.{field.Union})",
        "vector" when field.IsBytes => $"table.ReadBytes({field.Slot})",
        "vector" when field.HoldsTables => $"table.ReadTables<{ElementOf(field)}>({field.Slot})",
        "vector" when field.Of == "bool" => $"table.ReadBooleans({field.Slot})",
        "vector" => $"table.ReadScalars<{ElementOf(field)}>({field.Slot})",
        _ => $"table.ReadScalar({field.Slot}, {DefaultValue(field)})",
    };

    private static void Write(StringBuilder text, SchemaTable table)
    {
        text.Append("    public int Write(FlatBufferBuilder builder)\n    {\n");
        var written = table.Fields.Where(field => !field.Deprecated).ToList();
        foreach (var field in written)
        {
            if (CreateExpression(field) is { } expression)
            {
                text.Append($"        var slot{field.Slot} = {expression};\n");
            }
        }

        text.Append($"        builder.StartTable({table.Fields.Count});\n");
        foreach (var field in written.OrderByDescending(field => field.InlineSize).ThenBy(field => field.Slot))
        {
            text.Append(
                field.Type == "union-type" ? $"        builder.AddScalar({field.Slot}, slot{field.Slot}, {DefaultValue(field)});\n"
                : field.IsInline ? $"        builder.AddScalar({field.Slot}, {field.PropertyName}, {DefaultValue(field)});\n"
                : $"        builder.AddReference({field.Slot}, slot{field.Slot});\n");
        }

        text.Append("        return builder.EndTable();\n    }\n");
    }

    /// <summary>The handle of what a field refers to, or the code of a union's value; null for fields that need neither.</summary>
    private static string? CreateExpression(SchemaField field)
    {
        var property = field.PropertyName;
        var alignment = field.ForceAlign > 1 ? $", {field.ForceAlign}" : "";
        return field.Type switch
        {
            "union-type" => $"SchemaUnions.{field.Union}.CodeOf({property[..^"Type".Length]})",
            "union" or "table" => $"{property}?.Write(builder) ?? 0",
            "string" => $"builder.CreateString({property})",
            "vector" when field.IsStreamed =>
                $"builder.CreateStreamedBytes(Streamed{property} ?? StreamedBytes.Of({property}))",
            "vector" when field.IsBytes => $"builder.CreateBytes({property}{alignment})",
            "vector" when field.HoldsTables => $"builder.CreateTables({property})",
            "vector" when field.Of == "bool" => $"builder.CreateBooleans({property})",
            "vector" => $"builder.CreateScalars({property}{alignment})",
            _ => null,
        };
    }
}
