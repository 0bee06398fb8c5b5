namespace Octavo.Graphs;

/// <summary>One reading of a value: input <paramref name="Input"/> of <paramref name="Node"/>.</summary>
internal readonly record struct Use(Node Node, int Input);
