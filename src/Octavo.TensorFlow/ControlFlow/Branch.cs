using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>One side of what a predicate decides.</summary>
/// <param name="Predicate">The boolean, seen through nodes that hand it on.</param>
/// <param name="IsTaken">Where it is true.</param>
internal readonly record struct Branch(NodeOutput Predicate, bool IsTaken)
{
    public static ImmutableArray<Branch> Union(ImmutableArray<Branch> one, ImmutableArray<Branch> other) =>
        other.IsEmpty ? one : one.IsEmpty ? other : [.. one.Union(other)];
}
