using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>What a TensorFlow model holds, read without converting any of it.</summary>
/// <param name="Kind">SavedModel, checkpoint or frozen graph.</param>
/// <param name="Bytes">Length of its files.</param>
/// <param name="Graphs">One for each tag set of a SavedModel; the only one of a frozen graph; none of a checkpoint.</param>
/// <param name="Variables">What the checkpoint stores, sorted by name.</param>
internal sealed record SourceContents(string Kind, long Bytes,
    ImmutableArray<GraphContents> Graphs, ImmutableArray<StoredVariable> Variables);
