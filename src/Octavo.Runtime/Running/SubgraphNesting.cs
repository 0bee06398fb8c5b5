using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime;

/// <summary>How deep graphs run graphs. Each level costs stack, of which a thread has little.</summary>
internal static class SubgraphNesting
{
    /// <summary>Deeper than any program that a person writes.</summary>
    public const int Most = 100;

    /// <exception cref="OctavoException">
    /// Graphs lie deeper in one another (kind UnsupportedFeature), or one runs itself (kind MalformedModel).
    /// </exception>
    public static void Require(Model model)
    {
        var depths = new Dictionary<Graph, int>(ReferenceEqualityComparer.Instance);
        var open = new HashSet<Graph>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(Graph Graph, Graph[] Callees, int Next)>();
        foreach (var root in model.Subgraphs)
        {
            Enter(root);
            while (path.TryPop(out var top))
            {
                if (top.Next < top.Callees.Length)
                {
                    path.Push(top with { Next = top.Next + 1 });
                    Enter(top.Callees[top.Next]);
                    continue;
                }

                open.Remove(top.Graph);
                var depth = 1 + top.Callees.Select(callee => depths[callee]).DefaultIfEmpty(0).Max();
                depths[top.Graph] = depth <= Most ? depth : throw new OctavoException(
                    ErrorKind.UnsupportedFeature, "graphs lie too deep in one another", top.Graph.ToString(), $"at most {Most} levels",
                    $"more than {Most}");
            }
        }

        void Enter(Graph graph)
        {
            if (depths.ContainsKey(graph))
            {
                return;
            }

            if (!open.Add(graph))
            {
                throw new OctavoException(ErrorKind.MalformedModel, "a graph runs itself", graph.ToString());
            }

            path.Push((graph, [.. Callees(graph).Distinct()], 0));
        }
    }

    private static IEnumerable<Graph> Callees(Graph graph) =>
        graph.Nodes.Select(node => node.Operator).OfType<ISubgraphOperator>().SelectMany(caller => caller.Subgraphs)
        .Select(reference => reference.Graph).OfType<Graph>();
}
