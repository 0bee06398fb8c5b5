using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Tells nodes apart that do more than compute their outputs.</summary>
internal static class StatefulNodes
{
    /// <summary>Whether the operator is stateful, or a node of a graph that it runs, however deep; each graph is looked at once.</summary>
    public static bool IsStateful(this Node node)
    {
        if (node.Operator is IStatefulOperator || node.Operator is not ISubgraphOperator caller)
        {
            return node.Operator is IStatefulOperator;
        }

        var waiting = new Queue<Graph>(caller.Subgraphs.Select(reference => reference.Graph).OfType<Graph>());
        var seen = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        while (waiting.TryDequeue(out var graph))
        {
            foreach (var inner in seen.Add(graph) ? graph.Nodes.Select(inner => inner.Operator) : [])
            {
                if (inner is IStatefulOperator)
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
