using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>
/// An operator that multiplies the last axis of input 0 by weights [units, depth] which have one scale each, so that columns of large
/// weights cost the others their precision.
/// </summary>
internal interface IInputWeights
{
    /// <summary>The inputs that are such weights; some may be absent.</summary>
    ImmutableArray<int> InputWeights { get; }
}
