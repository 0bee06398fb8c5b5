namespace Octavo;

/// <summary>A value of a model as its file has it: what a node computes, or what a graph is given.</summary>
/// <param name="Id">What tells the value from all others of its model, whatever their names; the same whenever the file is read.</param>
/// <param name="Name">The value's name, which others may have too.</param>
/// <param name="Subgraph">The name of the graph that it is in.</param>
public readonly record struct ModelValue(int Id, string Name, string Subgraph, ElementType ElementType);
