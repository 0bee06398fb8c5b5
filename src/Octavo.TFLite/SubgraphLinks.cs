using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Turns the places of subgraphs that operators of a file name into the graphs themselves, and back.</summary>
internal static class SubgraphLinks
{
    /// <summary>Graphs may run each other this deep: running one takes stack for each.</summary>
    private const int DeepestNesting = 256;

    /// <param name="subgraphs">In the order of the file; every place that a node names is among them.</param>
    /// <param name="name">What errors call the file.</param>
    /// <returns>The subgraphs, each behind those that it runs.</returns>
    /// <exception cref="OctavoException">A subgraph runs itself, or others too deeply (kind UnsupportedFeature).</exception>
    public static IReadOnlyList<Graph> Link(IReadOnlyList<Graph> subgraphs, string name)
    {
        foreach (var graph in subgraphs)
        {
            var edit = new GraphEdit(graph);
            foreach (var node in graph.Nodes)
            {
                if (node.Operator is ISubgraphOperator caller)
                {
                    edit.SetOperator(node,
                        caller.WithSubgraphs(
                            [.. caller.Subgraphs.Select(reference => new GraphReference(subgraphs[reference.Index], reference.Index))]));
                }
            }
        }

        return CalleesFirst(subgraphs, name);
    }

    /// <summary>The operator with the places that its graphs have in the file to be written.</summary>
    /// <exception cref="OctavoException">A graph is not of the model (kind MalformedModel).</exception>
    public static Operator Place(Operator @operator, IReadOnlyList<Graph> subgraphs, string where) =>
        @operator is not ISubgraphOperator caller
        ? @operator
        : caller.WithSubgraphs(
            [.. caller.Subgraphs.Select(reference => new GraphReference(reference.Graph, PlaceOf(reference.Target, subgraphs, where)))]);

    private static int PlaceOf(Graph graph, IReadOnlyList<Graph> subgraphs, string where)
    {
        for (var index = 0; index < subgraphs.Count; index++)
        {
            if (ReferenceEquals(subgraphs[index], graph))
            {
                return index;
            }
        }

        throw new OctavoException(ErrorKind.MalformedModel, "a node runs a graph that is not of the model", where,
            "one of the model's subgraphs", graph.ToString());
    }

    private static List<Graph> CalleesFirst(IReadOnlyList<Graph> subgraphs, string name)
    {
        var callers = subgraphs.ToDictionary(graph => graph, _ => new List<Graph>());
        var waitsFor = new Dictionary<Graph, int>();
        foreach (var graph in subgraphs)
        {
            var callees = graph.Nodes.Select(node => node.Operator).OfType<ISubgraphOperator>().SelectMany(caller => caller.Subgraphs)
                .Select(reference => reference.Target).ToHashSet();
            waitsFor[graph] = callees.Count;
            foreach (var callee in callees)
            {
                callers[callee].Add(graph);
            }
        }

        // Whoever runs only graphs that are done is done; those that never are run each other in a circle.
        var done = new List<Graph>(subgraphs.Where(graph => waitsFor[graph] == 0));
        var depths = new Dictionary<Graph, int>();
        for (var position = 0; position < done.Count; position++)
        {
            var depth = depths.GetValueOrDefault(done[position], 1);
            if (depth > DeepestNesting)
            {
                throw new OctavoException(
                    ErrorKind.UnsupportedFeature, "subgraphs run each other too deeply",
                    $"{name}, subgraph {IndexOf(subgraphs, done[position])}", $"at most {DeepestNesting} levels", $"{depth} or more");
            }

            foreach (var caller in callers[done[position]])
            {
                depths[caller] = Math.Max(depths.GetValueOrDefault(caller, 1), depth + 1);
                if (--waitsFor[caller] == 0)
                {
                    done.Add(caller);
                }
            }
        }

        return done.Count == subgraphs.Count ? done : throw new OctavoException(
            ErrorKind.UnsupportedFeature, "a subgraph runs itself",
            $"{name}, subgraph {IndexOf(subgraphs, subgraphs.Except(done).First())}",
            "loops and branches whose graphs do not lead back to themselves", hint: "No runtime of TFLite can run such a model.");
    }

    private static int IndexOf(IReadOnlyList<Graph> subgraphs, Graph graph) => subgraphs.ToList().IndexOf(graph);
}
