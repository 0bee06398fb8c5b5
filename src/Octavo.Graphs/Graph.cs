namespace Octavo.Graphs;

/// <summary>
/// One subgraph: inputs, nodes in an order in which they can run, outputs. Built and changed through <see cref="GraphEdit"/> only.
/// Constants are values with a <see cref="Value.Constant"/>; they belong to the graph whose nodes read them.
/// </summary>
internal sealed class Graph(string name)
{
    private readonly NodeList nodes = new();
    private readonly List<Value> inputs = [];
    private readonly List<Value> outputs = [];

    public string Name { get; } = name;

    public IReadOnlyList<Value> Inputs => inputs;

    /// <summary>In the order of the signature; one value may stand several times.</summary>
    public IReadOnlyList<Value> Outputs => outputs;

    /// <summary>Every node stands after the producers of its inputs.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>Counts the changes; a pass that leaves it as it was changed nothing.</summary>
    public long Revision { get; internal set; }

    /// <summary>Where its nodes and values take their numbers from.</summary>
    internal IdRange Ids { get; } = new();

    /// <summary>Where graphs of its model that were changed are noted.</summary>
    internal HashSet<Graph>? ChangedOfModel { get; set; }

    internal GraphChanges Changes { get; private set; } = new();

    internal NodeList MutableNodes => nodes;

    internal List<Value> MutableInputs => inputs;

    internal List<Value> MutableOutputs => outputs;

    /// <summary>What was changed since this was asked last.</summary>
    public GraphChanges TakeChanges()
    {
        var taken = Changes;
        Changes = new GraphChanges();
        return taken;
    }

    /// <summary>Every value that a node or the graph itself mentions, once, in order of first mention.</summary>
    public IEnumerable<Value> Values()
    {
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (
            var value in inputs.Concat(
                nodes.SelectMany(node => node.Inputs.OfType<Value>().Concat(node.Outputs).Concat(node.Intermediates.OfType<Value>())))
                .Concat(outputs))
        {
            if (seen.Add(value))
            {
                yield return value;
                foreach (var operand in value.QuantizationDetail?.Operands ?? [])
                {
                    if (seen.Add(operand))
                    {
                        yield return operand;
                    }
                }
            }
        }
    }

    public override string ToString() => $"graph '{Name}' ({nodes.Count} nodes)";
}
