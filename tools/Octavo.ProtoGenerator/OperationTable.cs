using System.Text;
using System.Text.Json;

namespace Octavo.ProtoGenerator;

/// <summary>
/// One line an operation, tabs between: name, flags (s = stateful), inputs, outputs, attributes. An argument is <c>name:type</c> with
/// <c>=type</c> fixed, <c>@attr</c> taken from an attribute, <c>*attr</c> a list of types, and <c>^attr</c> appended where an
/// attribute counts it. An attribute is <c>name:type</c>, with <c>=json</c> appended where it has a default.
/// </summary>
public static class OperationTable
{
    public static string Text(JsonElement root)
    {
        var text = new StringBuilder();
        foreach (var operation in root.GetProperty("ops").EnumerateObject().OrderBy(operation => operation.Name, StringComparer.Ordinal))
        {
            var stateful = operation.Value.TryGetProperty("stateful", out var flag) && flag.GetBoolean();
            string[] columns =
            [
                operation.Name,
                stateful ? "s" : "",
                Arguments(operation.Value.GetProperty("inputs")),
                Arguments(operation.Value.GetProperty("outputs")),
                .. operation.Value.GetProperty("attrs").EnumerateArray().Select(Attribute),
            ];
            text.AppendJoin('\t', columns).Append('\n');
        }

        return text.ToString();
    }

    private static string Arguments(JsonElement arguments) => string.Join(' ', arguments.EnumerateArray().Select(Argument));

    private static string Argument(JsonElement argument)
    {
        var type = argument.TryGetProperty("type", out var fixedType) ? "=" + fixedType.GetString()
            : argument.TryGetProperty("type_attr", out var attribute) ? "@" + attribute.GetString()
            : "*" + argument.GetProperty("type_list_attr").GetString();
        var count = argument.TryGetProperty("count_attr", out var counted) ? "^" + counted.GetString() : "";
        return $"{argument.GetProperty("name").GetString()}:{type}{count}";
    }

    private static string Attribute(JsonElement attribute)
    {
        var text = $"{attribute.GetProperty("name").GetString()}:{attribute.GetProperty("type").GetString()}";
        return attribute.TryGetProperty("default", out var value) ? $"{text}={JsonSerializer.Serialize(value)}" : text;
    }
}
