using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>How often the graphs of a model run in one invocation.</summary>
internal static class GraphRuns
{
    /// <summary>The nodes that run a graph, each with its own graph.</summary>
    public static IEnumerable<(Graph Graph, Node Node)> CallersOf(Graph graph, Model model) => model.Subgraphs.SelectMany(
        caller => caller.Nodes.Where(node => node.Operator is ISubgraphOperator its && its.Subgraphs.Any(reference => ReferenceEquals(reference.Graph, graph))),
        (caller, node) => (caller, node));

    /// <summary>Whether a graph may run more than once: a loop runs it, or several nodes do, or one in a graph that may.</summary>
    public static bool MayRepeat(Graph graph, Model model)
    {
        var seen = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        while (seen.Add(graph))
        {
            var callers = CallersOf(graph, model).Take(2).ToArray();
            if (callers.Length == 0)
            {
                return false;
            }

            if (callers.Length > 1 || callers[0].Node.Operator is While)
            {
                return true;
            }

            graph = callers[0].Graph;
        }

        return true;
    }
}
