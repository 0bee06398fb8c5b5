namespace Octavo.Graphs;

/// <summary>
/// A graph that an operator runs. While a file is read, and while one is written, the graph is known by its place among the file's
/// subgraphs alone.
/// </summary>
/// <param name="Graph">The graph; null while only its place is known.</param>
/// <param name="Index">Its place among the subgraphs of a file; 0 where that does not matter.</param>
internal readonly record struct GraphReference(Graph? Graph, int Index = 0)
{
    /// <exception cref="InvalidOperationException">The reference was never linked: a bug of what read the file.</exception>
    public Graph Target => Graph ?? throw new InvalidOperationException($"Subgraph {Index} is named before it is linked.");

    public override string ToString() => Graph is null ? $"subgraph {Index}" : $"'{Graph.Name}'";
}
