using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Takes results out of conditionals that nobody reads, and arguments that neither branch reads.</summary>
internal sealed class RemoveUnneededBranchValues : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.Where(node => node.Operator is If).ToArray())
        {
            int[] inputs = [.. Enumerable.Range(0, node.Inputs.Count - 1)
                .Where(index => SubgraphCalls.Graphs(node).Any(graph => graph.IsRead(graph.Inputs[index])))];
            int[] outputs = [.. Enumerable.Range(0, node.Outputs.Count).Where(index => edit.Graph.IsRead(node.Outputs[index]))];
            if (outputs.Length != 0 && (inputs.Length < node.Inputs.Count - 1 || outputs.Length < node.Outputs.Count))
            {
                SubgraphCalls.Keep(edit, node, inputs, outputs);
            }
        }
    }
}
