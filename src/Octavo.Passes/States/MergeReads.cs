using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Reads a resource once where nothing can have assigned it in between.</summary>
internal sealed class MergeReads : IPass
{
    public void Apply(GraphEdit edit)
    {
        var known = new Dictionary<ResourceName, Value>();
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is ReadVariable && NameOf(node) is { } name)
            {
                if (!known.TryAdd(name, node.Output) && known[name] is var first && first.ElementType == node.Output.ElementType
                    && first.Shape == node.Output.Shape)
                {
                    edit.ReplaceUses(node.Output, first);
                    edit.RemoveNode(node);
                    edit.RemoveUnread(node.Input(0));
                }
            }
            else if (node.Operator is AssignVariable && NameOf(node) is { } assigned)
            {
                known.Remove(assigned);
            }
            else if (node.Operator is AssignVariable or OpaqueOperator || (node.Operator is ISubgraphOperator && node.IsStateful()))
            {
                known.Clear();
            }
        }
    }

    private static ResourceName? NameOf(Node node) => (node.Input(0).Producer?.Operator as IResourceHandle)?.Resource;
}
