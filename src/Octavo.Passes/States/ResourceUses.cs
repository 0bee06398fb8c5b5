using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>What the graphs of a model do with one resource.</summary>
internal sealed class ResourceUses
{
    public List<(Graph Graph, Node Node)> Reads { get; } = [];

    public List<(Graph Graph, Node Node)> Assignments { get; } = [];

    /// <summary>Whether its handle goes anywhere else.</summary>
    public bool IsGivenAway { get; private set; }

    /// <summary>Of every resource that the model names.</summary>
    public static Dictionary<ResourceName, ResourceUses> Of(Model model)
    {
        var all = new Dictionary<ResourceName, ResourceUses>();
        foreach (var graph in model.Subgraphs)
        {
            foreach (var node in graph.Nodes)
            {
                if (node.Operator is IResourceHandle { Resource: var name })
                {
                    if (!all.TryGetValue(name, out var uses))
                    {
                        all.Add(name, uses = new ResourceUses());
                    }

                    uses.Add(graph, node.Output);
                }
            }
        }

        return all;
    }

    private void Add(Graph graph, Value handle)
    {
        IsGivenAway |= handle.IsReturned;
        foreach (var use in handle.Uses)
        {
            switch (use.Node.Operator)
            {
                case ReadVariable:
                    Reads.Add((graph, use.Node));
                    break;
                case AssignVariable when use.Input == 0:
                    Assignments.Add((graph, use.Node));
                    break;
                default:
                    IsGivenAway = true;
                    break;
            }
        }
    }
}
