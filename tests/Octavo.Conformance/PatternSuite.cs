using System.Text.Json;

namespace Octavo.Conformance;

/// <summary>
/// Graphs whose point is the number of operators: no more kinds than TensorFlow's own converter leaves. The record lists kinds, not nodes.
/// </summary>
public sealed class PatternSuite
{
    [RecordedFact]
    public void Patterns_become_no_more_kinds_of_operators_than_TensorFlow_leaves()
    {
        var folder = SharedFolder.Of("conformance", "_tensorflow", "_patterns");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        var problems = new List<string>();
        var compared = 0;
        foreach (var recorded in manifest.RootElement.EnumerateArray())
        {
            var name = recorded.GetProperty("case").GetString()!;
            var path = Path.Combine(folder, $"{name}.pb");
            if (!File.Exists(path) || KindsOfPeer(recorded) is not { } kinds || TensorFlowSuite.IsRefused($"_patterns/{name}"))
            {
                continue;
            }

            compared++;
            using var imported = ImportedModel.FromFrozenGraph(
                path, Names(recorded.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name"))),
                Names(recorded.GetProperty("outputs").EnumerateArray()));
            var own = imported.Model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator.Name).Distinct()
                .Order(StringComparer.Ordinal).ToList();
            problems.AddRange(own.Count > kinds.Count ? [$"{name}: {string.Join(", ", own)}; TensorFlow's: {string.Join(", ", kinds)}"]
                : []);
        }

        Assert.InRange(compared, 100, int.MaxValue);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static List<string>? KindsOfPeer(JsonElement recorded) =>
        recorded.TryGetProperty("tflite", out var peer) && peer.TryGetProperty("operators", out var operators)
        && operators.ValueKind == JsonValueKind.Array
            ? Names(operators.EnumerateArray()) : null;

    private static List<string> Names(IEnumerable<JsonElement> texts) => [.. texts.Select(text => text.GetString()!)];
}
