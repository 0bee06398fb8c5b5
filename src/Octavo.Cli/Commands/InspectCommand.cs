using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Octavo.Graphs;

namespace Octavo.Cli;

/// <summary><c>octavo inspect</c>: what is in a model file.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite file." };
    private static readonly Option<bool> Nodes = new("--nodes") { Description = "Print the graphs, one line a node." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("inspect", "Shows a model's operators, inputs, outputs, signatures and weights.") { ModelPath, Nodes, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(ModelPath)!;
        using var inspection = ModelInspection.Open(path);
        if (arguments.GetValue(Json))
        {
            using var stream = File.OpenRead(path);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                model = path,
                bytes = inspection.SizeInBytes,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(stream)),
                subgraphs = inspection.Model.Subgraphs.Select(graph => new
                {
                    name = graph.Name, inputs = graph.Inputs.Select(Describe), outputs = graph.Outputs.Select(Describe), operators = graph.Nodes.Count,
                }),
                signatures = inspection.Model.Signatures.Select(signature => signature.Name),
                operators = inspection.Operators.ToDictionary(entry => entry.Name, entry => new { count = entry.Count, versions = entry.Versions }),
                weight_bytes = inspection.WeightBytes,
            }));
            return 0;
        }

        Console.WriteLine($"{path}: {inspection.SizeInBytes} bytes, {inspection.Model.Subgraphs.Count} subgraph(s)");
        foreach (var graph in inspection.Model.Subgraphs)
        {
            Console.WriteLine(arguments.GetValue(Nodes) ? GraphPrinter.Print(graph) : $"{graph}: {string.Join(", ", graph.Inputs)} -> {string.Join(", ", graph.Outputs)}");
        }

        foreach (var (name, count, versions) in inspection.Operators)
        {
            Console.WriteLine($"{name} v{string.Join(", v", versions)}: {count}");
        }

        foreach (var (type, bytes) in inspection.WeightBytes)
        {
            Console.WriteLine($"{type} constants: {bytes} bytes");
        }

        return 0;
    }

    private static object Describe(Value value) => new
    {
        name = value.Name, type = value.ElementType.ToString(), shape = value.Shape.HasRank ? value.Shape.ToArray() : null, quantization = value.Quantization?.ToString(),
    };
}
