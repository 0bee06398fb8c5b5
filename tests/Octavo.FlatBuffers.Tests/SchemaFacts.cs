using System.Text.Json;

namespace Octavo.FlatBuffers.Tests;

/// <summary>The schema, read by the tests themselves and not by the generator.</summary>
internal static class SchemaFacts
{
    private static readonly JsonElement Document =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(TestModels.Schema, "tflite-schema.json"))).RootElement;

    public static IEnumerable<string> Tables => Document.GetProperty("tables").EnumerateObject().Select(table => table.Name);

    public static IEnumerable<JsonElement> Fields(string table) => Document.GetProperty("tables").GetProperty(table).EnumerateArray();

    public static IReadOnlyDictionary<string, long> EnumMembers(string name) => Members("enums", name);

    public static IReadOnlyDictionary<string, long> UnionMembers(string name) => Members("unions", name);

    public static string Text(this JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.ToString() : "";

    public static Type TypeOf(string table) =>
        typeof(ModelTable).Assembly.GetType($"Octavo.FlatBuffers.{table}") is { } type && type.IsAssignableTo(typeof(ISchemaTable))
            ? type
            : typeof(ModelTable).Assembly.GetType($"Octavo.FlatBuffers.{table}Table", throwOnError: true)!;

    private static Dictionary<string, long> Members(string kind, string name) => Document.GetProperty(kind).GetProperty(name)
        .GetProperty("members").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt64());
}
