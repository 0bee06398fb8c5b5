using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Makes constants of the arguments of loops and branches that are constant, where no step of a loop changes them: weights then meet the
/// operators that take them.
/// </summary>
internal sealed class MoveConstantsIntoGraphs : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.Where(node => node.Operator is While or If).ToArray())
        {
            var offset = SubgraphCalls.Offset(node);
            var count = node.Inputs.Count - offset;
            int[] moved =
                [.. Enumerable.Range(0, count).Where(index => node.Inputs[offset + index] is { IsConstant: true } && IsFixed(node, index))];
            if (moved.Length == 0)
            {
                continue;
            }

            foreach (var index in moved)
            {
                Move(edit, node, index, node.Input(offset + index));
            }

            int[] kept = [.. Enumerable.Range(0, count).Except(moved)];
            SubgraphCalls.Keep(edit, node, kept, node.Operator is While ? kept : [.. Enumerable.Range(0, node.Outputs.Count)]);
        }
    }

    private static bool IsFixed(Node node, int index) =>
        node.Operator is not While { Body.Target: var body } || ReferenceEquals(body.Inputs[index], body.Outputs[index]);

    private static void Move(GraphEdit edit, Node node, int index, Value argument)
    {
        foreach (var graph in SubgraphCalls.Graphs(node))
        {
            var inner = new GraphEdit(graph);
            if (graph.IsRead(graph.Inputs[index]))
            {
                inner.ReplaceUses(graph.Inputs[index],
                    inner.AddConstant(graph.Inputs[index].Name, argument.Constant!, argument.Quantization));
            }
        }

        if (node.Operator is While && edit.Graph.IsRead(node.Outputs[index]))
        {
            edit.ReplaceUses(node.Outputs[index], argument);
        }
    }
}
