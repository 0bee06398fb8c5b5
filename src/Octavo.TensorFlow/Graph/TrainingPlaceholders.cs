using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Finds inputs that matter while a model is trained only: the probability of dropout, and the switch between training and inference.
/// </summary>
internal static class TrainingPlaceholders
{
    private const int DeepestUse = 16;

    /// <summary>The inputs, each with the value that it has in inference as <c>--input-value</c> takes it.</summary>
    public static IEnumerable<(string Name, string Value)> Of(TensorFlowGraph graph)
    {
        var uses = graph.Nodes.SelectMany(node => node.Inputs.Select((value, input) => (value, use: (node, input))))
            .ToLookup(pair => pair.value, pair => pair.use);
        foreach (var input in graph.Inputs.Where(input => !input.Shape.HasRank || (input.Shape.IsKnown && input.Shape.ElementCount == 1)))
        {
            var type = input.ElementType;
            if (type == ElementType.Boolean && OnlyChooses(input.Value, uses, 0))
            {
                yield return (input.Name, "false");
            }
            else if (type == ElementType.Float32 && Keeping(graph, input.Value.Node) is { } value)
            {
                yield return (input.Name, value);
            }
        }
    }

    /// <summary>Whether a boolean decides which branch runs, and nothing else.</summary>
    private static bool OnlyChooses(NodeOutput value, ILookup<NodeOutput, (TensorFlowNode Node, int Input)> uses, int depth)
    {
        var read = uses[value].ToList();
        return read.Count != 0 && depth < DeepestUse && read.TrueForAll(use => use.Node.Operation switch
        {
            "Switch" =>
                use.Input == 1 || OnlyChooses(new NodeOutput(use.Node.Name, 0), uses, depth + 1)
                || OnlyChooses(new NodeOutput(use.Node.Name, 1), uses, depth + 1),
            "If" or "StatelessIf" => true,
            "Identity" or "LogicalNot" or "PlaceholderWithDefault" =>
                !uses[new NodeOutput(use.Node.Name, 0)].Any() || OnlyChooses(new NodeOutput(use.Node.Name, 0), uses, depth + 1),
            _ => false,
        });
    }

    /// <summary>The probability with which dropout keeps everything; null where the input is none.</summary>
    private static string? Keeping(TensorFlowGraph graph, string placeholder)
    {
        foreach (var (number, text) in new[] { (1f, "1"), (0f, "0") })
        {
            var numbers = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
                graph.Numbers.Where(pair => pair.Key != placeholder).Append(KeyValuePair.Create(placeholder, number)));
            if (graph.SettledMasks(numbers) > graph.SettledMasks(graph.Numbers))
            {
                return text;
            }
        }

        return null;
    }
}
