using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>What is asked of a graph for each of its loops, found once as long as the graph does not change.</summary>
internal sealed class LoopSurroundings(GraphEdit edit, Model model)
{
    private readonly long revision = edit.Graph.Revision;

    public GraphEdit Edit => edit;

    public KeptStates Kept { get; } = KeptStates.Find(edit.Graph, model);

    public ShapeArithmetic Sizes { get; } = new(edit.Graph);

    public bool IsUpToDate => edit.Graph.Revision == revision;
}
