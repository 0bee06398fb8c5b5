using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>
/// In which branches the values of a graph are there, the outermost branch first, and how many merges stand before each node.
/// </summary>
internal sealed class BranchTable
{
    private readonly TensorFlowGraph graph;
    private readonly Dictionary<string, ImmutableArray<Branch>> branches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> levels = new(StringComparer.Ordinal);

    public BranchTable(TensorFlowGraph graph)
    {
        this.graph = graph;
        foreach (var node in graph.Nodes)
        {
            var isMerge = OperationKinds.IsMerge(node.Operation);
            var inputs = node.Inputs.Where(input => branches.ContainsKey(input.Node)).Select(Of).ToList();
            var own = isMerge ? Common(inputs) : inputs.Aggregate(ImmutableArray<Branch>.Empty, Branch.Union);
            own = node.ControlInputs.Where(branches.ContainsKey).Select(name => branches[name]).Aggregate(own, Branch.Union);
            StructuredControlFlow.RequireDepth(own.Length, $"node '{node.Name}'");
            branches.Add(node.Name, own);
            levels.Add(node.Name,
                node.Inputs.Select(input => levels.GetValueOrDefault(input.Node)).DefaultIfEmpty(0).Max() + (isMerge ? 1 : 0));
        }
    }

    /// <summary>The branches that a value is there in; empty where it always is.</summary>
    public ImmutableArray<Branch> Of(NodeOutput value)
    {
        var node = graph[value.Node];
        return OperationKinds.IsSwitch(node.Operation)
            ? Branch.Union(branches[value.Node], [new Branch(PredicateOf(node), value.Index == 1)])
            : branches[value.Node];
    }

    public ImmutableArray<Branch> Of(string node) => branches[node];

    /// <summary>A node with a higher level does not stand before one with a lower or equal level.</summary>
    public int LevelOf(string node) => levels[node];

    /// <summary>What decides a Switch, seen through nodes that hand it on.</summary>
    public NodeOutput PredicateOf(TensorFlowNode node) => Origin(node.Inputs[1]);

    public NodeOutput Origin(NodeOutput value)
    {
        while (graph[value.Node] is { Operation: "Identity" } node)
        {
            value = node.Inputs[0];
        }

        return value;
    }

    private static ImmutableArray<Branch> Common(List<ImmutableArray<Branch>> inputs) =>
        inputs.Count == 0 ? [] : [.. inputs[0].Where(branch => inputs.TrueForAll(input => input.Contains(branch)))];
}
