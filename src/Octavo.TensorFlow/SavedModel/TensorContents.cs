using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>A tensor that a graph or signature names.</summary>
/// <param name="Name">The signature's name, or the node's.</param>
/// <param name="Tensor">The tensor within the graph.</param>
/// <param name="Type">In words, such as <c>Float32</c>.</param>
/// <param name="Sizes">-1 for one that stays open; null where not even the rank is known.</param>
internal sealed record TensorContents(string Name, string Tensor, string Type, ImmutableArray<long>? Sizes);
