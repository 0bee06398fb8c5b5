using System.Text;

namespace Octavo.Graphs;

/// <summary>A graph as text for people: one line a node, in running order.</summary>
internal static class GraphPrinter
{
    /// <summary>Deterministic; values are numbered by their first mention.</summary>
    public static string Print(Graph graph)
    {
        var numbers = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder();
        text.Append("graph ").Append(graph.Name).Append('(').AppendJoin(", ", graph.Inputs.Select(Define)).Append(")\n");
        foreach (var node in graph.Nodes)
        {
            text.Append("  ").AppendJoin(", ", node.Outputs.Select(Define))
                .Append(" = ").Append(node.Operator.Describe())
                .Append(" (").AppendJoin(", ", node.Inputs.Select(Refer)).Append(")  # ").Append(node.Name).Append('\n');
        }

        return text.Append("  return ").AppendJoin(", ", graph.Outputs.Select(Refer)).Append('\n').ToString();

        string Define(Value value) =>
            $"{Refer(value)}: {value.ElementType}{value.Shape}{(value.Quantization is { } quantization ? $" {{{quantization}}}" : "")}";

        string Refer(Value? value)
        {
            if (value is null)
            {
                return "_";
            }

            if (!numbers.TryGetValue(value, out var number))
            {
                number = numbers.Count;
                numbers.Add(value, number);
            }

            return value.IsConstant ? $"%{number}<{value.ElementType}{value.Shape}>" : $"%{number}";
        }
    }
}
