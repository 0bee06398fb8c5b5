using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Removes nodes whose outputs nobody reads, the last ones first.</summary>
internal sealed class RemoveUnreadNodes : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray().AsEnumerable().Reverse())
        {
            if (node.Outputs.All(output => output.Uses.Count == 0 && !output.IsReturned) && !node.IsStateful())
            {
                edit.RemoveNode(node);
            }
        }
    }
}
