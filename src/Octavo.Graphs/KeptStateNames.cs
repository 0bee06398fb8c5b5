using System.Collections.Immutable;
using System.Text.Json;

namespace Octavo.Graphs;

/// <summary>
/// Which variables of a model live on from one invocation to the next because the model means them to. The others hold zeros before each
/// invocation: an operator that TFLite lets keep its state stands for a layer that starts anew. A file says so in its metadata, under
/// <see cref="MetadataName"/>, as JSON in UTF-8: <c>{"version":1,"kept":["name", ...]}</c>. A file without that entry is not Octavo's, and
/// keeps all its states as TFLite does.
/// </summary>
internal sealed class KeptStateNames
{
    public const string MetadataName = "octavo.kept_states";

    private const int Version = 1;

    private readonly ImmutableSortedSet<string> names;

    private KeptStateNames(IEnumerable<string> names) => this.names = names.ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>In ordinal order, each once.</summary>
    public IReadOnlyCollection<string> Names => names;

    public bool Contains(string variable) => names.Contains(variable);

    /// <summary>What the graphs of a model say: the names of the variables that are kept (<see cref="Value.IsKept"/>).</summary>
    public static KeptStateNames Of(Model model) =>
        new(model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => value is { IsVariable: true, IsKept: true })
            .Select(value => value.Name));

    /// <summary>What a model's metadata says; null where it says nothing.</summary>
    /// <exception cref="OctavoException">The entry is no such JSON, or of a later version (kind MalformedModel).</exception>
    public static KeptStateNames? Read(Model model)
    {
        foreach (var (name, content) in model.Metadata)
        {
            if (name == MetadataName)
            {
                return Parse(content);
            }
        }

        return null;
    }

    /// <summary>Puts the entry into a model's metadata, in the place of a former one. The same names give the same bytes.</summary>
    public void WriteTo(Model model)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("kept");
            foreach (var name in names)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        model.Metadata.RemoveAll(entry => entry.Key == MetadataName);
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>(MetadataName, stream.ToArray()));
    }

    private static KeptStateNames Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out var number) && number == Version
                && root.TryGetProperty("kept", out var kept) && kept.ValueKind == JsonValueKind.Array && kept.EnumerateArray()
                    .All(item => item.ValueKind == JsonValueKind.String))
            {
                return new KeptStateNames(kept.EnumerateArray().Select(item => item.GetString()!));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Malformed(error);
        }

        throw Malformed(null);
    }

    private static OctavoException Malformed(Exception? inner) => new(
        ErrorKind.MalformedModel, "the file does not say which states it keeps", $"metadata '{MetadataName}'",
        $"{{\"version\":{Version},\"kept\":[\"name\", ...]}}", null,
        "Write the file again with this version of Octavo.", inner);
}
