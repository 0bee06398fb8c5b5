using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Turns the places of subgraphs that operators of a file name into the graphs themselves, and back.</summary>
internal static class SubgraphLinks
{
    /// <param name="subgraphs">In the order of the file; every place that a node names is among them.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="OctavoException">A subgraph runs itself (kind UnsupportedFeature).</exception>
    public static void Link(IReadOnlyList<Graph> subgraphs, string name)
    {
        foreach (var graph in subgraphs)
        {
            var edit = new GraphEdit(graph);
            foreach (var node in graph.Nodes)
            {
                if (node.Operator is ISubgraphOperator caller)
                {
                    edit.SetOperator(node, caller.WithSubgraphs([.. caller.Subgraphs.Select(reference => new GraphReference(subgraphs[reference.Index], reference.Index))]));
                }
            }
        }

        RefuseRecursion(subgraphs, name);
    }

    /// <summary>The operator with the places that its graphs have in the file to be written.</summary>
    /// <exception cref="OctavoException">A graph is not of the model (kind MalformedModel).</exception>
    public static Operator Place(Operator @operator, IReadOnlyList<Graph> subgraphs, string where) => @operator is not ISubgraphOperator caller
        ? @operator
        : caller.WithSubgraphs([.. caller.Subgraphs.Select(reference => new GraphReference(reference.Graph, PlaceOf(reference.Target, subgraphs, where)))]);

    private static int PlaceOf(Graph graph, IReadOnlyList<Graph> subgraphs, string where)
    {
        for (var index = 0; index < subgraphs.Count; index++)
        {
            if (ReferenceEquals(subgraphs[index], graph))
            {
                return index;
            }
        }

        throw new OctavoException(ErrorKind.MalformedModel, "a node runs a graph that is not of the model", where, "one of the model's subgraphs", graph.ToString());
    }

    private static void RefuseRecursion(IReadOnlyList<Graph> subgraphs, string name)
    {
        var callees = subgraphs.ToDictionary(
            graph => graph,
            graph => graph.Nodes.Select(node => node.Operator).OfType<ISubgraphOperator>().SelectMany(caller => caller.Subgraphs).Select(reference => reference.Target).ToHashSet());

        // Whoever runs only graphs that are done is done; those that never are run each other in a circle.
        var done = new HashSet<Graph>();
        while (subgraphs.FirstOrDefault(graph => !done.Contains(graph) && callees[graph].IsSubsetOf(done)) is { } next)
        {
            done.Add(next);
        }

        if (done.Count != subgraphs.Count)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "a subgraph runs itself", $"{name}, subgraph {subgraphs.ToList().FindIndex(graph => !done.Contains(graph))}",
                "loops and branches whose graphs do not lead back to themselves", hint: "No runtime of TFLite can run such a model.");
        }
    }
}
