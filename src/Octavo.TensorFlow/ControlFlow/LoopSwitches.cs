namespace Octavo.TensorFlow;

/// <summary>
/// The Switch nodes of all loops of a graph, by the LoopCond that decides them, and which of the values that leave the loops are read.
/// </summary>
internal sealed class LoopSwitches
{
    private readonly ILookup<string, string> byCondition;
    private readonly ILookup<string, NodeOutput> left;

    public LoopSwitches(TensorFlowGraph graph)
    {
        var conditions = graph.Nodes.Where(node => OperationKinds.IsSwitch(node.Operation))
            .ToDictionary(node => node.Name, node => Origin(graph, node.Inputs[1]).Node, StringComparer.Ordinal);
        byCondition = conditions.ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        left = graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Value))
            .Where(value => value.Index == 0 && conditions.ContainsKey(value.Node)).Distinct()
            .ToLookup(value => conditions[value.Node], StringComparer.Ordinal);
    }

    /// <summary>The names of the nodes that a condition decides.</summary>
    public IEnumerable<string> Of(string condition) => byCondition[condition];

    /// <summary>What leaves the loop of a condition and is read, in the order in which it is read.</summary>
    public IEnumerable<NodeOutput> LeftOf(string condition) => left[condition];

    /// <summary>A value where it is computed, seen through nodes that hand it on.</summary>
    public static NodeOutput Origin(TensorFlowGraph graph, NodeOutput value)
    {
        while (graph[value.Node] is { Operation: "Identity" or "RefIdentity" } node)
        {
            value = node.Inputs[0];
        }

        return value;
    }
}
