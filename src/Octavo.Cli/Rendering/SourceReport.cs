using System.Text.Json.Nodes;
using Octavo.TensorFlow;

namespace Octavo.Cli;

/// <summary>What a SavedModel, checkpoint or frozen graph holds, for people and as JSON.</summary>
internal static class SourceReport
{
    /// <summary>Of the signatures that a runtime uses by itself.</summary>
    private const string InternalPrefix = "__saved_model";

    public static string Text(string path, SourceContents contents)
    {
        var text = new ReportText();
        text.Add($"{path}: {contents.Kind}, {ReportText.Number(contents.Bytes)} bytes");
        foreach (var graph in contents.Graphs)
        {
            var version = graph.TensorFlowVersion.Length == 0 ? "" : $", by TensorFlow {graph.TensorFlowVersion}";
            text.Add(contents.Kind == "SavedModel"
                ? $"graph with tags [{string.Join(", ", graph.Tags)}]: {graph.Nodes} nodes, {graph.Functions.Count} functions{version}"
                : $"graph: {graph.Nodes} nodes, {graph.Functions.Count} functions");
            foreach (
                var signature in graph.Signatures.Where(signature =>
                    Messages.IsVerbose || !signature.Name.StartsWith(InternalPrefix, StringComparison.Ordinal)))
            {
                text.AddList($"signature '{signature.Name}'{(signature.Method.Length == 0 ? "" : $" ({signature.Method})")}",
                    [.. signature.Inputs.Select(tensor => ("input", tensor)), .. signature.Outputs.Select(tensor => ("output", tensor))],
                    Describe);
            }

            if (graph.Signatures.IsEmpty)
            {
                text.AddList("inputs and outputs",
                    [.. graph.Inputs.Select(tensor => ("input", tensor)), .. graph.Outputs.Select(tensor => ("output", tensor))], Describe);
            }

            text.Add($"operations: {string.Join(", ", graph.Operations.Select(entry => $"{entry.Key} {entry.Value}"))}");
            if (Messages.IsVerbose)
            {
                text.AddList("functions", graph.Functions.ToList(), entry => $"{entry.Key}: {entry.Value} nodes");
            }
        }

        if (contents.Kind != "frozen graph")
        {
            text.AddList(
                $"variables: {contents.Variables.Length}, {ReportText.Number(contents.Variables.Sum(variable => variable.Bytes))} bytes",
                contents.Variables,
                variable =>
                    $"{variable.Name}: {variable.Type} {ReportText.Sizes(variable.Sizes)}, {ReportText.Number(variable.Bytes)} bytes");
        }

        return text.ToString();
    }

    public static string Json(string path, SourceContents contents) => new JsonObject
    {
        ["model"] = path,
        ["kind"] = contents.Kind,
        ["bytes"] = contents.Bytes,
        ["graphs"] = contents.Graphs.ToJson(graph => new JsonObject
        {
            ["tags"] = graph.Tags.ToJson(),
            ["tensorflow_version"] = graph.TensorFlowVersion,
            ["nodes"] = graph.Nodes,
            ["signatures"] = graph.Signatures.ToJson(signature => new JsonObject
            {
                ["name"] = signature.Name, ["method"] = signature.Method, ["inputs"] = signature.Inputs.ToJson(Describe),
                    ["outputs"] = signature.Outputs.ToJson(Describe),
            }),
            ["inputs"] = graph.Inputs.ToJson(Describe),
            ["outputs"] = graph.Outputs.ToJson(Describe),
            ["operations"] = graph.Operations.ToJson(entry => entry.Key, entry => entry.Value),
            ["functions"] = graph.Functions.ToJson(entry => entry.Key, entry => entry.Value),
        }),
        ["variables"] = contents.Variables.ToJson(variable => new JsonObject
        {
            ["name"] = variable.Name, ["type"] = variable.Type, ["shape"] = variable.Sizes?.ToJson(), ["bytes"] = variable.Bytes,
        }),
    }.ToJsonString();

    private static string Describe((string Role, TensorContents Tensor) entry) =>
        $"{entry.Role} '{entry.Tensor.Name}': "
        + $"{string.Join(' ', new[] { entry.Tensor.Type, entry.Tensor.Sizes is { } sizes ? ReportText.Sizes(sizes) : "" }
                .Where(part => part.Length != 0).DefaultIfEmpty("of unknown type"))}, tensor {entry.Tensor.Tensor}";

    private static JsonObject Describe(TensorContents tensor) => new()
    {
        ["name"] = tensor.Name, ["tensor"] = tensor.Tensor, ["type"] = tensor.Type, ["shape"] = tensor.Sizes?.ToJson(),
    };
}
