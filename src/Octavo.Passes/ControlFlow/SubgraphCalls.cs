using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Changes a node that runs graphs, and these graphs, together. No other node may run the same graphs, as is so in imported models.
/// </summary>
internal static class SubgraphCalls
{
    /// <summary>How many inputs of the node stand before those of its graphs.</summary>
    public static int Offset(Node node) => node.Operator is If ? 1 : 0;

    /// <summary>The graphs that give the node's outputs.</summary>
    public static IEnumerable<Graph> Givers(Node node) => node.Operator switch
    {
        While loop => [loop.Body.Target],
        If branches => [branches.Then.Target, branches.Else.Target],
        _ => [],
    };

    public static IEnumerable<Graph> Graphs(Node node) =>
        ((ISubgraphOperator)node.Operator).Subgraphs.Select(reference => reference.Target);

    /// <summary>Leaves some values to a node and its graphs. What only the others needed is removed from the graphs.</summary>
    /// <param name="edit">Of the graph of the node.</param>
    /// <param name="node">A WHILE, for which both lists are the same, or an IF.</param>
    /// <param name="inputs">Positions of the graphs' inputs that stay, ascending.</param>
    /// <param name="outputs">Positions of the node's outputs that stay, ascending; nobody reads the others.</param>
    public static void Keep(GraphEdit edit, Node node, IReadOnlyList<int> inputs, IReadOnlyList<int> outputs)
    {
        foreach (var graph in Graphs(node))
        {
            var inner = new GraphEdit(graph);
            if (Givers(node).Contains(graph))
            {
                foreach (var index in Enumerable.Range(0, graph.Outputs.Count).Except(outputs).OrderDescending().ToList())
                {
                    inner.RemoveOutput(index);
                }

                new RemoveUnreadNodes().Apply(inner);
            }

            foreach (var index in Enumerable.Range(0, graph.Inputs.Count).Except(inputs).OrderDescending().ToList())
            {
                inner.RemoveInput(index);
            }
        }

        var offset = Offset(node);
        var kept = outputs.Select(index =>
            edit.NewValue(node.Outputs[index].Name, node.Outputs[index].ElementType, node.Outputs[index].Shape,
                node.Outputs[index].Quantization)).ToList();
        edit.AddNodeBefore(node, node.Name, node.Operator,
            node.Inputs.Take(offset).Concat(inputs.Select(index => node.Inputs[offset + index])), kept);
        for (var position = 0; position < kept.Count; position++)
        {
            edit.ReplaceUses(node.Outputs[outputs[position]], kept[position]);
        }

        edit.RemoveNode(node);
    }

    public static bool IsRead(this Graph graph, Value value) => value.Uses.Count != 0 || value.IsReturned;
}
