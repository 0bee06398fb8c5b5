using System.Text.Json.Nodes;

namespace Octavo.Cli;

/// <summary>Lists and maps of the one object that <c>--json</c> prints, made without reflection.</summary>
internal static class JsonParts
{
    public static JsonArray ToJson<T>(this IEnumerable<T> items, Func<T, JsonNode?> describe) => new([.. items.Select(describe)]);

    public static JsonArray ToJson(this IEnumerable<string> texts) => texts.ToJson(text => (JsonNode?)text);

    public static JsonArray ToJson(this IEnumerable<int> numbers) => numbers.ToJson(number => (JsonNode?)number);

    public static JsonArray ToJson(this IEnumerable<long> numbers) => numbers.ToJson(number => (JsonNode?)number);

    /// <param name="items">What the members describe.</param>
    /// <param name="name">Of an item's member.</param>
    /// <param name="describe">Its value.</param>
    public static JsonObject ToJson<T>(this IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> describe) =>
        new(items.Select(item => KeyValuePair.Create(name(item), describe(item))));

    /// <summary>A number, or nothing where JSON has no number for it.</summary>
    public static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;
}
