using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>One graph of a TensorFlow model.</summary>
/// <param name="Tags">Its tag set; empty where it has none.</param>
/// <param name="TensorFlowVersion">Which version wrote it, as it says itself; empty where it does not.</param>
/// <param name="Signatures">Its entry points, sorted by name.</param>
/// <param name="Inputs">Its placeholders.</param>
/// <param name="Outputs">Tensors that no node of it reads.</param>
/// <param name="Nodes">How many nodes it has, without those of functions.</param>
/// <param name="Operations">How many nodes each TensorFlow operation has, functions included.</param>
/// <param name="Functions">Its functions with their numbers of nodes, sorted by name.</param>
internal sealed record GraphContents(
    ImmutableArray<string> Tags, string TensorFlowVersion, ImmutableArray<SignatureContents> Signatures,
    ImmutableArray<TensorContents> Inputs, ImmutableArray<TensorContents> Outputs,
    int Nodes, ImmutableSortedDictionary<string, int> Operations, ImmutableSortedDictionary<string, int> Functions);
