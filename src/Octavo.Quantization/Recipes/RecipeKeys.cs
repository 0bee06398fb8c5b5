using System.Text.Json;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Takes the members of one object of a recipe by name and type, and refuses those that nobody asked for.</summary>
internal sealed class RecipeKeys
{
    private readonly JsonObject members;
    private readonly string where;
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);

    public RecipeKeys(JsonNode? node, string where)
    {
        members = node as JsonObject
            ?? throw new OctavoException(ErrorKind.Recipe, "This part of a recipe is a set of keys and values.", where,
                found: node?.ToJsonString() ?? "nothing");
        this.where = where;
    }

    public string Text(string key, string fallback) => Take(key, JsonValueKind.String, "a text")?.GetValue<string>() ?? fallback;

    public string Choice(string key, string fallback, IEnumerable<string> choices)
    {
        var text = Text(key, fallback);
        return choices.Contains(text) ? text : throw Unknown($"value of '{key}'", text, choices);
    }

    public bool Flag(string key, bool fallback) => Take(key, null, "true or false") is not { } value
        ? fallback
        : value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.GetValue<bool>()
            : throw Wrong(key, "true or false", value);

    public int Count(string key, int fallback) => Take(key, JsonValueKind.Number, "a whole number") is not { } value
        ? fallback
        : value.AsValue().TryGetValue<int>(out var count) && count >= 0 ? count : throw Wrong(key, "a whole number, 0 or more", value);

    /// <returns>Null where the key is missing.</returns>
    public int? Size(string key, IReadOnlyList<int> choices) => Take(key, JsonValueKind.Number, "a whole number") is not { } value
        ? null
        : value.AsValue().TryGetValue<int>(out var size) && choices.Contains(size) ? size
            : throw Wrong(key, choices.Count == 0 ? "no such key beside codes of 8 bits" : string.Join(", ", choices), value);

    public IReadOnlyList<JsonNode?> List(string key)
    {
        known.Add(key);
        return members[key] switch
        {
            null => [],
            JsonArray items => [.. items],
            var other => throw Wrong(key, "a list", other),
        };
    }

    public JsonNode? Part(string key)
    {
        known.Add(key);
        return members[key];
    }

    /// <exception cref="OctavoException">Recipe: a key that nothing asked for; the nearest one is named.</exception>
    public void RefuseOthers()
    {
        foreach (var (key, _) in members)
        {
            if (!known.Contains(key))
            {
                throw Unknown("key", key, known);
            }
        }
    }

    private JsonNode? Take(string key, JsonValueKind? kind, string expected)
    {
        known.Add(key);
        return members[key] is not { } value || kind is null || value.GetValueKind() == kind ? members[key]
            : throw Wrong(key, expected, value);
    }

    private OctavoException Wrong(string key, string expected, JsonNode found) =>
        new(ErrorKind.Recipe, $"The value of '{key}' is wrong.", where, expected, found.ToJsonString());

    private OctavoException Unknown(string what, string name, IEnumerable<string> candidates)
    {
        var error = NearestName.Unknown($"{what}", name, candidates, where);
        return new OctavoException(ErrorKind.Recipe, error.What, error.Where, error.Expected, hint: error.Hint);
    }
}
