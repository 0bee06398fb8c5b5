using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>A graph as it was when the plan was made: what the plan's numbers mean while edits change the graph.</summary>
internal sealed class PlannedGraph(Graph graph)
{
    public Graph Graph => graph;

    public GraphEdit Edit { get; } = new(graph);

    public IReadOnlyList<Value> Constants { get; } = ModelConstants.Of(graph);

    public IReadOnlyList<Node> Nodes { get; } = [.. graph.Nodes];
}
