namespace Octavo.Graphs;

/// <summary>Which elements of a sparse constant are stored. A file format keeps its own form in a derived record.</summary>
internal abstract record SparsityDetail;
