using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Removes nodes whose outputs nobody reads, the last ones first.</summary>
public sealed class RemoveUnreadNodes : IPass
{
    public void Apply(GraphEdit edit)
    {
        var returned = new HashSet<Value>(edit.Graph.Outputs, ReferenceEqualityComparer.Instance);
        for (var index = edit.Graph.Nodes.Count - 1; index >= 0; index--)
        {
            var node = edit.Graph.Nodes[index];
            if (!node.IsStateful() && node.Outputs.All(output => output.Uses.Count == 0 && !returned.Contains(output)))
            {
                edit.RemoveNode(node);
            }
        }
    }
}
