using System.Collections.Immutable;

namespace Octavo;

/// <summary>What a model's metadata says of one input or output.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Means">
/// Of (x - mean) / deviation, which the input expects done: one for all channels or one for each; empty where it is not said.
/// </param>
/// <param name="Deviations">As many as means.</param>
public sealed record TensorDescription(
    string Name, string Description,
    ImmutableArray<float> Means, ImmutableArray<float> Deviations, ImmutableArray<AssociatedFileNote> Files);
