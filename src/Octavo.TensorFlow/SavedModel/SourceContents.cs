using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>What a TensorFlow model holds, read without converting any of it.</summary>
/// <param name="Kind">SavedModel, checkpoint or frozen graph.</param>
/// <param name="Bytes">Length of its files.</param>
/// <param name="Graphs">One for each tag set of a SavedModel; the only one of a frozen graph; none of a checkpoint.</param>
/// <param name="Variables">What the checkpoint stores, sorted by name.</param>
public sealed record SourceContents(string Kind, long Bytes, ImmutableArray<GraphContents> Graphs, ImmutableArray<StoredVariable> Variables);

/// <summary>One graph of a TensorFlow model.</summary>
/// <param name="Tags">Its tag set; empty where it has none.</param>
/// <param name="TensorFlowVersion">Which version wrote it, as it says itself; empty where it does not.</param>
/// <param name="Signatures">Its entry points, sorted by name.</param>
/// <param name="Inputs">Its placeholders.</param>
/// <param name="Outputs">Tensors that no node of it reads.</param>
/// <param name="Nodes">How many nodes it has, without those of functions.</param>
/// <param name="Operations">How many nodes each TensorFlow operation has, functions included.</param>
/// <param name="Functions">Its functions with their numbers of nodes, sorted by name.</param>
public sealed record GraphContents(
    ImmutableArray<string> Tags, string TensorFlowVersion, ImmutableArray<SignatureContents> Signatures, ImmutableArray<TensorContents> Inputs, ImmutableArray<TensorContents> Outputs,
    int Nodes, ImmutableSortedDictionary<string, int> Operations, ImmutableSortedDictionary<string, int> Functions);

/// <summary>An entry point of a SavedModel.</summary>
/// <param name="Name">Such as <c>serving_default</c>.</param>
/// <param name="Method">What it is for, as the model says.</param>
public sealed record SignatureContents(string Name, string Method, ImmutableArray<TensorContents> Inputs, ImmutableArray<TensorContents> Outputs);

/// <summary>A tensor that a graph or signature names.</summary>
/// <param name="Name">The signature's name, or the node's.</param>
/// <param name="Tensor">The tensor within the graph.</param>
/// <param name="Type">In words, such as <c>Float32</c>.</param>
/// <param name="Sizes">-1 for one that stays open; null where not even the rank is known.</param>
public sealed record TensorContents(string Name, string Tensor, string Type, ImmutableArray<long>? Sizes);

/// <summary>A tensor of a checkpoint.</summary>
public sealed record StoredVariable(string Name, string Type, ImmutableArray<long>? Sizes, long Bytes);
