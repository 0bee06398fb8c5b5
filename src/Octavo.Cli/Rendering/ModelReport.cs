using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>What a .tflite file holds, for people and as JSON.</summary>
internal static class ModelReport
{
    public static string Text(string path, ModelInspection inspection, bool nodes)
    {
        var (model, figures, text) = (inspection.Model, ModelFigures.Of(inspection.Model), new ReportText());
        text.Add(
            $"{path}: {ReportText.Number(inspection.SizeInBytes)} bytes, {model.Subgraphs.Count} "
            + $"subgraph(s){(model.Description.Length == 0 ? "" : $", \"{model.Description}\"")}");
        foreach (var graph in model.Subgraphs)
        {
            text.Add(nodes ? GraphPrinter.Print(graph).TrimEnd()
                : $"{graph}: {string.Join(", ", graph.Inputs)} -> {string.Join(", ", graph.Outputs)}");
        }

        foreach (var signature in model.Signatures)
        {
            text.AddList($"signature '{signature.Name}' of graph '{signature.Graph.Name}'",
                [.. signature.Inputs.Select(entry => ("input", entry)), .. signature.Outputs.Select(entry => ("output", entry))],
                entry => $"{entry.Item1} '{entry.entry.Key}': {entry.entry.Value.ElementType} {entry.entry.Value.Shape}");
        }

        text.AddList("operators", inspection.Operators, entry => $"{entry.Name} v{string.Join(", v", entry.Versions)}: {entry.Count}");
        text.Add($"parameters: {ReportText.Number(figures.Parameters)}");
        text.Add(
            $"multiply-adds of an invocation: "
            + $"{(figures.MultiplyAdds is { } products ? ReportText.Number(products) : "unknown, since sizes are open")}");
        text.Add(
            "memory for results: "
            + $"{(figures.ArenaBytes is { } arena ? $"at least {ReportText.Number(arena)} bytes" : "unknown, since sizes are open")}");
        text.AddList("constants", inspection.WeightBytes.ToList(), entry => $"{entry.Key}: {ReportText.Number(entry.Value)} bytes");
        text.AddList("quantization", [.. figures.Quantization.Where(entry => entry.Scales != "no scale")],
            entry => $"{entry.Type}, {entry.Scales}: {entry.Constants} constants, {ReportText.Number(entry.Bytes)} bytes");
        text.AddList("largest constants", figures.Largest, value => $"{value}: {ReportText.Number(value.Constant!.SizeInBytes)} bytes");
        AddAttachments(text, inspection);
        return text.ToString();
    }

    public static string Json(string path, ModelInspection inspection)
    {
        var figures = ModelFigures.Of(inspection.Model);
        using var stream = InputFile.Open(path);
        return new JsonObject
        {
            ["model"] = path,
            ["bytes"] = inspection.SizeInBytes,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(stream)),
            ["description"] = inspection.Model.Description,
            ["subgraphs"] = inspection.Model.Subgraphs.ToJson(graph => new JsonObject
            {
                ["name"] = graph.Name, ["inputs"] = graph.Inputs.ToJson(Describe), ["outputs"] = graph.Outputs.ToJson(Describe),
                    ["operators"] = graph.Nodes.Count,
            }),
            ["signatures"] = inspection.Model.Signatures.Select(signature => signature.Name).ToJson(),
            ["signature_tensors"] = inspection.Model.Signatures.ToJson(signature => signature.Name, signature => new JsonObject
            {
                ["subgraph"] = signature.Graph.Name,
                ["inputs"] = signature.Inputs.ToJson(entry => Named(entry.Key, entry.Value)),
                ["outputs"] = signature.Outputs.ToJson(entry => Named(entry.Key, entry.Value)),
            }),
            ["operators"] = inspection.Operators.ToJson(
                entry => entry.Name, entry => new JsonObject { ["count"] = entry.Count, ["versions"] = entry.Versions.ToJson() }),
            ["weight_bytes"] = inspection.WeightBytes.ToJson(entry => entry.Key, entry => entry.Value),
            ["parameters"] = figures.Parameters,
            ["multiply_adds"] = figures.MultiplyAdds,
            ["arena_bytes"] = figures.ArenaBytes,
            ["largest_constants"] = figures.Largest.ToJson(value => new JsonObject
            {
                ["name"] = value.Name, ["type"] = value.ElementType.ToString(), ["shape"] = value.Shape.ToArray().ToJson(),
                    ["bytes"] = value.Constant!.SizeInBytes,
            }),
            ["quantization"] = figures.Quantization.ToJson(entry => new JsonObject
            {
                ["type"] = entry.Type, ["scales"] = entry.Scales, ["constants"] = entry.Constants, ["bytes"] = entry.Bytes,
            }),
            ["files"] = inspection.Files.ToJson(file => new JsonObject { ["name"] = file.Name, ["bytes"] = file.Length }),
            ["metadata"] = inspection.Metadata.ToJson(entry => new JsonObject { ["name"] = entry.Name, ["bytes"] = entry.Bytes }),
            ["metadata_description"] = inspection.Description is { } described ? Describe(described) : null,
        }.ToJsonString();
    }

    private static void AddAttachments(ReportText text, ModelInspection inspection)
    {
        text.AddList("files behind the model", inspection.Files, file => $"{file.Name}: {ReportText.Number(file.Length)} bytes");
        text.AddList("metadata", inspection.Metadata, entry => $"{entry.Name}: {ReportText.Number(entry.Bytes)} bytes");
        if (inspection.Description is not { } description)
        {
            return;
        }

        var parts = new[] { ("name", description.Name), ("description", description.Description), ("version", description.Version),
            ("author", description.Author), ("license", description.License) };
        text.AddList("what the metadata says", [.. parts.Where(part => part.Item2.Length != 0)],
            part => $"{part.Item1}: {part.Item2.ReplaceLineEndings(" ")}");
        text.AddList(
            "of inputs and outputs",
            [.. description.Inputs.Select(tensor => ("input", tensor)), .. description.Outputs.Select(tensor => ("output", tensor))],
            entry =>
                $"{entry.Item1} '{entry.tensor.Name}'{Suffix(", ", entry.tensor.Description.ReplaceLineEndings(" "))}"
                + $"{Suffix(", mean ", string.Join(' ', entry.tensor.Means))}"
                + $"{Suffix(", deviation ", string.Join(' ', entry.tensor.Deviations))}"
                + $"{Suffix(", files ", string.Join(", ", entry.tensor.Files.Select(file => file.Name)))}");
    }

    private static string Suffix(string separator, string text) => text.Length == 0 ? "" : separator + text;

    private static JsonObject Describe(Value value) => Named(value.Name, value);

    private static JsonObject Named(string name, Value value) => new()
    {
        ["name"] = name, ["type"] = value.ElementType.ToString(), ["shape"] = value.Shape.HasRank ? value.Shape.ToArray().ToJson() : null,
        ["quantization"] = value.Quantization?.ToString(),
    };

    private static JsonObject Describe(ModelDescription description) => new()
    {
        ["name"] = description.Name, ["description"] = description.Description, ["version"] = description.Version,
            ["author"] = description.Author,
        ["license"] = description.License, ["inputs"] = description.Inputs.ToJson(Describe),
            ["outputs"] = description.Outputs.ToJson(Describe),
    };

    private static JsonObject Describe(TensorDescription tensor) => new()
    {
        ["name"] = tensor.Name, ["description"] = tensor.Description, ["means"] = tensor.Means.ToJson(mean => JsonParts.Finite(mean)),
        ["deviations"] = tensor.Deviations.ToJson(deviation => JsonParts.Finite(deviation)),
        ["files"] = tensor.Files.ToJson(file =>
            new JsonObject { ["name"] = file.Name, ["kind"] = file.Kind.ToString(), ["description"] = file.Description }),
    };
}
