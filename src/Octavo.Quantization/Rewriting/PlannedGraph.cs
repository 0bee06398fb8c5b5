using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>A graph as it is when a plan is carried out: what the plan's ids mean while edits change the graph.</summary>
internal sealed class PlannedGraph
{
    private readonly Dictionary<Node, int> positions = new(ReferenceEqualityComparer.Instance);

    public PlannedGraph(Graph graph)
    {
        Graph = graph;
        Edit = new GraphEdit(graph);
        Constants = ModelConstants.Of(graph).ToDictionary(value => value.Id);
        foreach (var node in graph.Nodes)
        {
            positions.Add(node, positions.Count);
        }

        Nodes = positions.Keys.ToDictionary(node => node.Id);
    }

    public Graph Graph { get; }

    public GraphEdit Edit { get; }

    public IReadOnlyDictionary<int, Value> Constants { get; }

    public IReadOnlyDictionary<int, Node> Nodes { get; }

    /// <summary>The one that stood in front of the others.</summary>
    public Node First(IEnumerable<Node> nodes) => nodes.MinBy(node => positions[node])!;
}
