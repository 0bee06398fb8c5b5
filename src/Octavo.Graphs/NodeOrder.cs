using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>Orders nodes by what they read.</summary>
internal static class NodeOrder
{
    /// <summary>Compares nodes of one graph by where they stand.</summary>
    public static IComparer<Node> Positions { get; } = Comparer<Node>.Create(
        (left, right) => left.IsBefore(right) ? -1 : right.IsBefore(left) ? 1 : 0);

    /// <summary>
    /// Each node after its producers; among those that are ready, the first of the given order. Iterative, so depth is no limit.
    /// </summary>
    public static List<Node> Sort(IReadOnlyList<Node> nodes)
    {
        var positions = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        for (var position = 0; position < nodes.Count; position++)
        {
            positions.Add(nodes[position], position);
        }

        var missing = new int[nodes.Count];
        var ready = new PriorityQueue<int, int>();
        for (var position = 0; position < nodes.Count; position++)
        {
            missing[position] = nodes[position].Inputs.Count(input => input?.Producer is { } producer && positions.ContainsKey(producer));
            if (missing[position] == 0)
            {
                ready.Enqueue(position, position);
            }
        }

        var sorted = new List<Node>(nodes.Count);
        while (ready.TryDequeue(out var position, out _))
        {
            var node = nodes[position];
            sorted.Add(node);
            foreach (var use in node.Outputs.SelectMany(output => output.Uses))
            {
                if (positions.TryGetValue(use.Node, out var reader) && --missing[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        if (sorted.Count != nodes.Count)
        {
            var stuck = nodes[Array.FindIndex(missing, count => count > 0)];
            throw new OctavoException(ErrorKind.MalformedModel, "nodes read each other in a circle", stuck.Where,
                "an order in which nodes can run");
        }

        return sorted;
    }
}
