namespace Octavo.Graphs;

/// <summary>
/// What was changed in a graph since it was looked through last: nodes, and values of another type or with other elements.
/// </summary>
internal sealed class GraphChanges
{
    private readonly HashSet<Node> nodes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> rewritten = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> values = new(ReferenceEqualityComparer.Instance);

    public bool IsEmpty => nodes.Count == 0 && values.Count == 0;

    /// <summary>Values that have another type, other elements or another producer, or are returned now.</summary>
    public IReadOnlyCollection<Value> Values => values;

    /// <summary>The nodes that read or compute something else than before, each once; those that were removed among them.</summary>
    public IEnumerable<Node> Nodes => nodes.Concat(values.SelectMany(NodesOf)).Distinct();

    /// <summary>Whether the node is new, or has another operator.</summary>
    public bool IsRewritten(Node node) => rewritten.Contains(node);

    public void Add(Node node) => nodes.Add(node);

    public void AddRewritten(Node node)
    {
        nodes.Add(node);
        rewritten.Add(node);
    }

    public void Add(Value value) => values.Add(value);

    public void Remove(Node node)
    {
        nodes.Remove(node);
        rewritten.Remove(node);
    }

    private static IEnumerable<Node> NodesOf(Value value) =>
        value.Uses.Select(use => use.Node).Concat(value.Producer is { } producer ? [producer] : []);
}
