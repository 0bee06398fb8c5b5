using System.Collections.Immutable;

namespace Octavo.Graphs;

/// <summary>A named entry point: which subgraph it runs, and the caller's names of that subgraph's inputs and outputs.</summary>
/// <param name="Inputs">Name and value, in the order of the file.</param>
internal sealed record Signature(
    string Name, Graph Graph, ImmutableArray<KeyValuePair<string, Value>> Inputs, ImmutableArray<KeyValuePair<string, Value>> Outputs);
