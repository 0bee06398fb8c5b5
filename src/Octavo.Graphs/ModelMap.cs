using System.Collections.Immutable;

namespace Octavo.Graphs;

/// <summary>
/// What stands in a copied model for the graphs, nodes and values of the original. Elements of constants are shared, not copied.
/// </summary>
internal sealed class ModelMap
{
    private readonly Dictionary<Graph, Graph> graphs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Node, Node> nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> values = new(ReferenceEqualityComparer.Instance);

    private ModelMap()
    {
    }

    /// <exception cref="KeyNotFoundException">The graph is not of the copied model; so for nodes and values.</exception>
    public Graph this[Graph original] => graphs[original];

    public Node this[Node original] => nodes[original];

    /// <summary>Of a value that a graph of the model, one of its nodes or a signature mentions.</summary>
    public Value this[Value original] => values[original];

    /// <summary>
    /// A node of its own, with the operator, the operands and the ids of another, which later changes of its graph do not reach.
    /// </summary>
    public static Node Detach(Node node)
    {
        var map = new ModelMap();
        return map.Copy(new GraphEdit(new Graph(node.Name)), node);
    }

    /// <summary>Copies the graphs, signatures and attachments of a model into an empty one.</summary>
    internal static ModelMap Copy(Model original, Model copy)
    {
        var map = new ModelMap();
        foreach (var graph in original.Subgraphs)
        {
            var other = new Graph(graph.Name);
            copy.Subgraphs.Add(other);
            map.graphs.Add(graph, other);
        }

        foreach (var (graph, other) in map.graphs)
        {
            map.Copy(new GraphEdit(other), graph);
        }

        foreach (var signature in original.Signatures)
        {
            var graph = map[signature.Graph];
            copy.Signatures.Add(new Signature(signature.Name, graph, Names(signature.Inputs), Names(signature.Outputs)));

            ImmutableArray<KeyValuePair<string, Value>> Names(ImmutableArray<KeyValuePair<string, Value>> names) =>
                [.. names.Select(name => KeyValuePair.Create(name.Key, map.Copy(graph, name.Value)))];
        }

        return map;
    }

    private void Copy(GraphEdit edit, Graph original)
    {
        foreach (var input in original.Inputs)
        {
            edit.AddInput(Copy(edit.Graph, input));
        }

        foreach (var node in original.Nodes)
        {
            Copy(edit, node);
        }

        foreach (var output in original.Outputs)
        {
            edit.AddOutput(Copy(edit.Graph, output));
        }
    }

    private Node Copy(GraphEdit edit, Node original)
    {
        var node = edit.AddCopy(
            original, WithCopiedGraphs(original.Operator), original.Inputs.Select(input => CopyOptional(edit.Graph, input)),
            original.Outputs.Select(output => Copy(edit.Graph, output)));
        if (original.Intermediates.Count != 0)
        {
            edit.SetIntermediates(node, original.Intermediates.Select(value => CopyOptional(edit.Graph, value)));
        }

        nodes.Add(original, node);
        return node;
    }

    private Operator WithCopiedGraphs(Operator @operator) => @operator is ISubgraphOperator caller
        ? caller.WithSubgraphs([.. caller.Subgraphs.Select(CopyOf)])
        : @operator;

    private GraphReference CopyOf(GraphReference original) =>
        new(original.Graph is { } graph ? graphs.GetValueOrDefault(graph, graph) : null, original.Index);

    private Value? CopyOptional(Graph graph, Value? original) => original is null ? null : Copy(graph, original);

    private Value Copy(Graph graph, Value original)
    {
        if (!values.TryGetValue(original, out var copy))
        {
            copy = new Value(graph.Ids.TakeSame(original.Id), original.Name, original.ElementType, original.Shape)
            {
                Quantization = original.Quantization,
                Constant = original.Constant,
                IsVariable = original.IsVariable,
                IsKept = original.IsKept,
                IsScratch = original.IsScratch,
                Sparsity = original.Sparsity,
            };
            values.Add(original, copy);
            copy.QuantizationDetail = original.QuantizationDetail?.WithOperands(
                [.. original.QuantizationDetail.Operands.Select(operand => Copy(graph, operand))]);
        }

        return copy;
    }
}
