using System.Text.Json;

namespace Octavo.FlatBuffers.Tests;

/// <summary>Schema objects in which every field that may be written has a value other than its default.</summary>
internal static class SampleTables
{
    public static ISchemaTable Create(string table, ref int seed)
    {
        var type = SchemaFacts.TypeOf(table);
        var result = (ISchemaTable)Activator.CreateInstance(type)!;
        foreach (var field in SchemaFacts.Fields(table))
        {
            if (field.Text("type") == "union-type" || field.Text("deprecated") != "")
            {
                continue;
            }

            var property = type.GetProperty(PropertyName(field.Text("name")))!;
            property.SetValue(result, Value(field, property.PropertyType, ref seed));
        }

        return result;
    }

    private static string PropertyName(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static object Value(JsonElement field, Type type, ref int seed)
    {
        seed++;
        switch (field.Text("type"))
        {
            case "string":
                return $"name {seed} \u00e4\u20ac";
            case "table":
                return Create(field.Text("of"), ref seed);
            case "union":
                var members = SchemaFacts.UnionMembers(field.Text("union")).Keys.Where(name => name != "NONE").ToList();
                return Create(members[seed % members.Count], ref seed);
            case "vector":
                return Vector(type, field.Text("of"), ref seed);
            default:
                return Scalar(type, field.Text("default") is "True", seed);
        }
    }

    private static object Vector(Type type, string of, ref int seed)
    {
        if (type == typeof(ReadOnlyMemory<byte>?))
        {
            return new ReadOnlyMemory<byte>([.. Enumerable.Range(seed, 1 + (seed % 37)).Select(value => (byte)value)]);
        }

        var element = type.GetElementType()!;
        var values = Array.CreateInstance(element, 1 + (seed % 4));
        for (var index = 0; index < values.Length; index++)
        {
            values.SetValue(element.IsClass ? Create(of, ref seed) : Scalar(element, false, seed + index), index);
        }

        return values;
    }

    private static object Scalar(Type type, bool defaultTruth, int seed)
    {
        var number = 1 + (seed % 100);
        return type == typeof(bool) ? !defaultTruth
            : type.IsEnum ? Enum.ToObject(type, 3 + (number % 3))
            : type == typeof(float) ? number + 0.25f
            : Convert.ChangeType(type == typeof(int) ? number + 100_000 : number + 1, type, null);
    }
}
