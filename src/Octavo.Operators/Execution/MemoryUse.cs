using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// How an output may lie in the memory of an input, from its beginning on. The step must be right where it finds both pointers equal.
/// </summary>
/// <param name="Input">An input that has as many bytes as the output.</param>
/// <param name="Overwrites">
/// Whether the output has other elements than the input, so that nobody may read the input any more; otherwise it has the same ones in the
/// same order, and its step does nothing. A step that overwrites reads each element before it writes the one at its place.
/// </param>
internal readonly record struct MemoryUse(int Input, bool Overwrites)
{
    /// <summary>The elements of input 0.</summary>
    public static ImmutableArray<MemoryUse> View { get; } = [new(0, false)];

    /// <summary>
    /// Floats in the place of those of an input: what functions of float32 may do, since they read and write element by element.
    /// </summary>
    public static ImmutableArray<MemoryUse> OverFloats(Node node) => node.Output.ElementType != ElementType.Float32 ? []
        : [.. Enumerable.Range(0, node.Inputs.Count).Where(input => node.Input(input).ElementType == ElementType.Float32)
            .Select(input => new MemoryUse(input, true))];
}
