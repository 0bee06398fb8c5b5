using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>A tensor of a checkpoint.</summary>
internal sealed record StoredVariable(string Name, string Type, ImmutableArray<long>? Sizes, long Bytes);
