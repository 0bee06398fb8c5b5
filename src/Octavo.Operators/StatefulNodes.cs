using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Tells nodes apart that do more than compute their outputs.</summary>
internal static class StatefulNodes
{
    /// <summary>Whether the operator is stateful, or a node of a graph that it runs.</summary>
    public static bool IsStateful(this Node node) => node.Holds<IStatefulOperator>();

    /// <summary>Whether values are shown while the node runs.</summary>
    public static bool IsObserved(this Node node) => node.Holds<Observation>();

    /// <summary>Whether the operator is of a kind, or a node of a graph that it runs, however deep; each graph is looked at once.</summary>
    private static bool Holds<T>(this Node node)
    {
        if (node.Operator is T || node.Operator is not ISubgraphOperator caller)
        {
            return node.Operator is T;
        }

        var waiting = new Queue<Graph>(caller.Subgraphs.Select(reference => reference.Graph).OfType<Graph>());
        var seen = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        while (waiting.TryDequeue(out var graph))
        {
            foreach (var inner in seen.Add(graph) ? graph.Nodes.Select(inner => inner.Operator) : [])
            {
                if (inner is T)
                {
                    return true;
                }

                foreach (var callee in inner is ISubgraphOperator innerCaller ? innerCaller.Subgraphs : [])
                {
                    if (callee.Graph is { } target)
                    {
                        waiting.Enqueue(target);
                    }
                }
            }
        }

        return false;
    }
}
