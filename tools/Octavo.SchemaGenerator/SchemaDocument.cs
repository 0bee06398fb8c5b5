using System.Text.Json;

namespace Octavo.SchemaGenerator;

/// <summary>The schema as tflite-schema.json states it, everything in the order of the file.</summary>
public sealed record SchemaDocument(
    IReadOnlyList<SchemaMembers> Enums, IReadOnlyList<SchemaMembers> Unions, IReadOnlyList<SchemaTable> Tables)
{
    public static SchemaDocument Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new SchemaDocument(
            [.. root.GetProperty("enums").EnumerateObject().Select(item => ParseMembers(item, "underlying"))],
            [.. root.GetProperty("unions").EnumerateObject().Select(item => ParseMembers(item, "type_storage"))],
            [.. root.GetProperty("tables").EnumerateObject().Select(ParseTable)]);
    }

    private static SchemaMembers ParseMembers(JsonProperty item, string storage) => new(
        item.Name,
        item.Value.GetProperty(storage).GetString()!,
        [.. item.Value.GetProperty("members").EnumerateObject().Select(member => (member.Name, member.Value.GetInt64()))]);

    private static SchemaTable ParseTable(JsonProperty item) => new(item.Name, [.. item.Value.EnumerateArray().Select(ParseField)]);

    private static SchemaField ParseField(JsonElement field) => new(
        Text(field, "name")!,
        field.GetProperty("slot").GetInt32(),
        Text(field, "type")!,
        Text(field, "of"),
        Text(field, "enum"),
        Text(field, "union"),
        Text(field, "storage"),
        field.TryGetProperty("element", out _),
        field.TryGetProperty("default", out var value) ? value.ToString() : null,
        field.TryGetProperty("force_align", out var alignment) ? alignment.GetInt32() : 1,
        field.TryGetProperty("deprecated", out var deprecated) && deprecated.GetBoolean(),
        Text(field, "newer_than"));

    private static string? Text(JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.GetString() : null;
}
