using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Which nodes of a model run its graphs, and how often graphs run in one invocation; as the model is when this is made.</summary>
internal sealed class GraphRuns
{
    private readonly Dictionary<Graph, List<(Graph Graph, Node Node)>> callers = new(ReferenceEqualityComparer.Instance);

    public GraphRuns(Model model)
    {
        foreach (var graph in model.Subgraphs)
        {
            foreach (var node in graph.Nodes)
            {
                var references = node.Operator is ISubgraphOperator caller ? caller.Subgraphs : [];
                foreach (var callee in references.Select(reference => reference.Graph).OfType<Graph>().Distinct())
                {
                    if (!callers.TryGetValue(callee, out var known))
                    {
                        callers.Add(callee, known = []);
                    }

                    known.Add((graph, node));
                }
            }
        }
    }

    /// <summary>The nodes that run a graph, each with its own graph.</summary>
    public IReadOnlyList<(Graph Graph, Node Node)> CallersOf(Graph graph) => callers.GetValueOrDefault(graph) ?? [];

    /// <summary>Whether a graph may run more than once: a loop runs it, or several nodes do, or one in a graph that may.</summary>
    public bool MayRepeat(Graph graph)
    {
        var seen = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        while (seen.Add(graph))
        {
            var its = CallersOf(graph);
            if (its.Count == 0)
            {
                return false;
            }

            if (its.Count > 1 || its[0].Node.Operator is While)
            {
                return true;
            }

            graph = its[0].Graph;
        }

        return true;
    }
}
