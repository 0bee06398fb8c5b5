using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>
/// Replaces Merge nodes, and the branches that they join, by If nodes. One If stands for all merges of a predicate that do not depend on
/// each other.
/// </summary>
internal static class BranchMerges
{
    /// <summary>Merges in branches of others stay merges there; so do those whose inputs are not the two sides of one predicate.</summary>
    public static TensorFlowGraph Replace(TensorFlowGraph graph)
    {
        if (!graph.Nodes.Any(node => OperationKinds.IsMerge(node.Operation)))
        {
            return graph;
        }

        var table = new BranchTable(graph);
        var read = graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Value)).ToHashSet();
        var names = graph.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var conditionals = graph.Nodes.Where(node => OperationKinds.IsMerge(node.Operation) && table.Of(node.Name).IsEmpty)
            .Select(merge => (Merge: merge, Predicate: Deciding(table, merge)))
            .Where(pair => pair.Predicate is not null)
            .GroupBy(pair => (Predicate: pair.Predicate!.Value, Level: table.LevelOf(pair.Merge.Name)), pair => pair.Merge)
            .Select(group =>
                new MergedBranches(graph, table, read, group.Key.Predicate, [.. group],
                    LoopFrames.UniqueName(ScopeOf(group.First()), names)))
            .ToList();
        return conditionals.Count == 0 ? graph : Assemble(graph, table, conditionals);
    }

    private static TensorFlowGraph Assemble(TensorFlowGraph graph, BranchTable table, List<MergedBranches> conditionals)
    {
        var parts = conditionals.ToDictionary(conditional => conditional.Name, conditional => conditional.Bodies(), StringComparer.Ordinal);
        var made = conditionals.ToDictionary(conditional => conditional.Name, conditional => conditional.Node(), StringComparer.Ordinal);
        var merged = conditionals.SelectMany(conditional => conditional.Merged()).ToDictionary();
        var cut = new GraphCut(name => made.GetValueOrDefault(name) ?? graph[name], value => merged.GetValueOrDefault(value, value),
            name => !merged.ContainsKey(new NodeOutput(name, 0)));
        var outputs = graph.Outputs.Select(output => output with { Value = cut.Take(output.Value) }).ToImmutableArray();
        foreach (var kept in graph.Inputs.Select(input => input.Value.Node)
            .Concat(LoopFrames.Effects(graph, name => table.Of(name).IsEmpty)))
        {
            cut.TakeNode(kept);
        }

        return graph.With(cut.Nodes, outputs, parts.Where(part => cut.Holds(part.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The first predicate of which each input of a merge is on one side, and that is itself always there.</summary>
    private static NodeOutput? Deciding(BranchTable table, TensorFlowNode merge)
    {
        var inputs = merge.Inputs.Select(table.Of).ToList();
        foreach (var (predicate, isTaken) in inputs[0])
        {
            if (table.Of(predicate).IsEmpty && inputs.TrueForAll(input => input.Any(branch => branch.Predicate == predicate))
                && inputs.Exists(input => input.Contains(new Branch(predicate, !isTaken))))
            {
                return predicate;
            }
        }

        return null;
    }

    private static string ScopeOf(TensorFlowNode merge) =>
        merge.Name.LastIndexOf('/') is > 0 and var slash ? merge.Name[..slash] : $"{merge.Name}/if";
}
