using System.Text.Json;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Takes the members of a preprocessing object by name and type, and knows which were never asked for.</summary>
internal sealed class PreprocessingKeys
{
    private const int LargestInteger = 1 << 16;
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public PreprocessingKeys(JsonElement element, string where)
    {
        Where = where;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new OctavoException(ErrorKind.Usage, "Preprocessing is a JSON object.", where, found: $"{element.ValueKind}");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw new OctavoException(ErrorKind.Usage, $"Key '{member.Name}' stands twice in the preprocessing.", where);
            }
        }
    }

    public string Where { get; }

    public string Text(string key, string? fallback)
    {
        if (!TryTake(key, out var value))
        {
            return fallback ?? throw Missing(key);
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(key, "a text", value);
    }

    public string Choice(string key, string fallback, IEnumerable<string> choices)
    {
        var text = Text(key, fallback);
        return choices.Contains(text) ? text : throw NearestName.Unknown($"value of '{key}'", text, choices, Where);
    }

    public double Number(string key, double fallback) => TryTake(key, out var value) ? Number(key, value) : fallback;

    public double Fraction(string key, double fallback)
    {
        var fraction = Number(key, fallback);
        return fraction is > 0 and <= 1 ? fraction : throw Wrong(key, "above 0, at most 1", members[key]);
    }

    /// <summary>A whole number from 1 to 65536.</summary>
    public int Integer(string key, int? fallback) => TryTake(key, out var value) ? Integer(key, value) : fallback ?? throw Missing(key);

    /// <summary>One number or an array of them; empty where the key is missing.</summary>
    public double[] Numbers(string key) => TryTake(key, out var value) ? [.. Items(value).Select(item => Number(key, item))] : [];

    /// <summary>Numbers other than zero.</summary>
    public double[] Divisors(string key) =>
        Numbers(key) is var numbers && !numbers.Contains(0) ? numbers : throw Wrong(key, "numbers other than 0", members[key]);

    public string[] Texts(string key) =>
        TryTake(key, out var value)
        ? [.. Items(value).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(key, "texts", item))]
        : [];

    /// <summary>[height, width], or one number for both; empty where the key is missing.</summary>
    public int[] Size(string key)
    {
        if (!TryTake(key, out var value))
        {
            return [];
        }

        int[] size = [.. Items(value).Select(item => Integer(key, item))];
        return size.Length switch
        {
            1 => [size[0], size[0]],
            2 => size,
            _ => throw Wrong(key, "[height, width]", value),
        };
    }

    /// <exception cref="OctavoException">Usage: a key was given that nothing asked for.</exception>
    public void RefuseOthers()
    {
        foreach (var key in members.Keys.Where(key => !known.Contains(key)))
        {
            throw NearestName.Unknown("key of this preprocessing", key, known, Where);
        }
    }

    private static JsonElement[] Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private bool TryTake(string key, out JsonElement value)
    {
        known.Add(key);
        return members.TryGetValue(key, out value);
    }

    private double Number(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? value.GetDouble()
        : throw Wrong(key, "a number", value);

    private int Integer(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 1 and <= LargestInteger ? number
        : throw Wrong(key, $"a whole number from 1 to {LargestInteger}", value);

    private OctavoException Missing(string key) => new(ErrorKind.Usage, $"The preprocessing has no '{key}'.", Where);

    private OctavoException Wrong(string key, string expected, JsonElement value) =>
        new(ErrorKind.Usage, $"The value of '{key}' is wrong.", Where, expected, value.GetRawText());
}
