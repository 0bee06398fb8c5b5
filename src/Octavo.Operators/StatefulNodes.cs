using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Tells nodes apart that do more than compute their outputs.</summary>
public static class StatefulNodes
{
    /// <summary>Whether the operator is stateful, or a node of a graph that it runs. Each graph is looked through once, however many ways lead to it.</summary>
    public static bool IsStateful(this Node node) =>
        node.Operator is IStatefulOperator || (node.Operator is ISubgraphOperator caller && RunsStatefulNodes(caller));

    private static bool RunsStatefulNodes(ISubgraphOperator caller)
    {
        var seen = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Graph>();
        Add(caller);
        while (pending.TryPop(out var graph))
        {
            foreach (var inner in graph.Nodes)
            {
                if (inner.Operator is IStatefulOperator)
                {
                    return true;
                }

                if (inner.Operator is ISubgraphOperator own)
                {
                    Add(own);
                }
            }
        }

        return false;

        void Add(ISubgraphOperator runs)
        {
            foreach (var reference in runs.Subgraphs)
            {
                if (reference.Graph is { } graph && seen.Add(graph))
                {
                    pending.Push(graph);
                }
            }
        }
    }
}
