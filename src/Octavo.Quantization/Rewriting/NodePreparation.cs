using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Carries decisions on nodes out, algorithm by algorithm as they stand.</summary>
internal static class NodePreparation
{
    /// <exception cref="OctavoException">
    /// A decision was made for another model, or about a node that cannot be prepared so (kind InvalidData).
    /// </exception>
    public static void Apply(Model model, IReadOnlyList<NodeDecision> decisions)
    {
        foreach (var group in decisions.GroupBy(decision => (decision.Algorithm, decision.Subgraph)))
        {
            var graph = group.Key.Subgraph >= 0 && group.Key.Subgraph < model.Subgraphs.Count
                ? model.Subgraphs[group.Key.Subgraph] : throw OtherModel(group.First(), $"{model.Subgraphs.Count} subgraphs");
            var algorithm = QuantizationAlgorithms.FindPreparation(
                group.Key.Algorithm, $"subgraph {group.Key.Subgraph}, {group.First().Name}");
            var nodes = graph.Nodes.ToDictionary(node => node.Id);
            algorithm.Apply(graph, group.Select(decision => Find(nodes, decision, algorithm)).ToHashSet());
        }
    }

    private static Node Find(Dictionary<int, Node> nodes, NodeDecision decision, IPreparation algorithm)
    {
        if (!nodes.TryGetValue(decision.Id, out var node) || node.Where != decision.Name)
        {
            throw OtherModel(decision, node?.Where ?? "no such node");
        }

        return algorithm.IsPossible(node) ? node : throw new OctavoException(
            ErrorKind.InvalidData, $"The plan is not possible: {algorithm.Name} does not apply to {node.Where}.",
            $"subgraph {decision.Subgraph}, node {decision.Id}",
            hint: "Make the plan anew from this model.");
    }

    private static OctavoException OtherModel(NodeDecision decision, string found) => new(
        ErrorKind.InvalidData, "The plan was made for another model.", $"subgraph {decision.Subgraph}, node {decision.Id}", decision.Name,
        found,
        "Make the plan anew from this model.");
}
