using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Takes resources out of initializations that nothing but these assigns or reads, and then initializations of nothing.</summary>
internal sealed class RemoveUnreadResources : IModelPass
{
    public void Apply(GraphEdit edit, Model model)
    {
        if (!edit.Graph.Nodes.Any(node => node.Operator is CallOnce))
        {
            return;
        }

        var resources = ResourceUses.Of(model);
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is CallOnce { Initialization.Graph: { } initialization } && model.Subgraphs.Contains(initialization))
            {
                RemoveUnread(new GraphEdit(initialization), resources.Values);
                if (initialization.Nodes.Count == 0)
                {
                    edit.RemoveNode(node);
                }
            }
        }
    }

    private static void RemoveUnread(GraphEdit edit, IEnumerable<ResourceUses> resources)
    {
        foreach (
            var uses in resources.Where(uses =>
                !uses.IsGivenAway && uses.Reads.Count == 0
                && uses.Assignments.TrueForAll(assignment => ReferenceEquals(assignment.Graph, edit.Graph))))
        {
            foreach (var (_, assignment) in uses.Assignments.Where(assignment => edit.Holds(assignment.Node)))
            {
                edit.RemoveNode(assignment);
                edit.RemoveUnread(assignment.Inputs.OfType<Value>());
            }
        }
    }
}
