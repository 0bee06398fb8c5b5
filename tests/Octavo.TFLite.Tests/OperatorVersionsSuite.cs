using System.Text.Json;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>The versions that the rules ask for, against the files beside the repository.</summary>
public sealed class OperatorVersionsSuite
{
    /// <summary>
    /// Where files have other versions by choice of their tool: TensorFlow's 16x8 quantizer keeps the 8-bit versions, and the tool of the
    /// MediaPipe files knew no newer ones.
    /// </summary>
    private static readonly string[] OwnChoice = ["int16x8", "mediapipe_"];

    /// <summary>Versions that the rules give and no resolver of LiteRT registers.</summary>
    private static readonly HashSet<(BuiltinOperator, int)> Unregistered =
        [(BuiltinOperator.LSTM, 5), (BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM, 5)];

    [RecordedFact]
    public void Converted_models_have_the_largest_version_that_the_rules_give_for_the_nodes_of_an_operator()
    {
        var shared = SharedFolder.Of();
        var files = Files(Path.Combine(shared, "corpus")).Concat(Files(Path.Combine(shared, "conformance", "_converter")));
        var (codes, different) = (0, new List<string>());
        foreach (var path in files.Where(path => !OwnChoice.Any(choice => path.Contains(choice, StringComparison.Ordinal))))
        {
            using var file = TFLiteFile.Open(path);
            foreach (var nodes in Nodes(file).GroupBy(node => node.Code))
            {
                codes++;
                var version = nodes.Max(node => OperatorVersions.Of(node.Node));
                if (version != nodes.Key.Version)
                {
                    different.Add($"{path}: {nodes.Key.BuiltinCode} has version {nodes.Key.Version}, the rules give {version}");
                }
            }
        }

        Console.WriteLine($"{codes} operator codes of converted models, {different.Count} with another version than the rules give");
        Assert.True(different.Count == 0, string.Join('\n', different));
        Assert.NotEqual(0, codes);
    }

    [RecordedFact]
    public void The_resolvers_of_LiteRT_register_every_version_that_the_rules_give()
    {
        var shared = SharedFolder.Of();
        using var reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "reference", "operator-versions.json")));
        var operators = reference.RootElement.GetProperty("operators");
        var table = VersionTable.Load();
        foreach (var code in table.Codes)
        {
            var range = operators.GetProperty(code.ToString()).GetProperty("observed").GetProperty("builtin");
            foreach (var version in table.Rules(code).Select(rule => rule.Version)
                .Where(version => !Unregistered.Contains((code, version))))
            {
                Assert.True(range.ValueKind == JsonValueKind.Null || (range[0].GetInt32() <= version && version <= range[1].GetInt32()),
                    $"{code} {version}");
            }
        }
    }

    private static IEnumerable<(Node Node, OperatorCodeTable Code)> Nodes(TFLiteFile file) => file.Model.Subgraphs
        .Zip(file.Table.Subgraphs!,
            (graph, table) => graph.Nodes.Zip(table.Operators!, (node, entry) => (node, file.Table.OperatorCodes![entry.OpcodeIndex])))
        .SelectMany(nodes => nodes);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
