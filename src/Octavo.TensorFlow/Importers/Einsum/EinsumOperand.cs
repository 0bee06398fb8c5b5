using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.TensorFlow;

/// <summary>A value and the labels of its axes, each once.</summary>
internal sealed record EinsumOperand(Value Value, ImmutableArray<int> Labels)
{
    public bool Has(int label) => Labels.Contains(label);

    /// <summary>The order that brings the axes into the order of <paramref name="labels"/>; null where they are in it.</summary>
    public int[]? PermutationTo(IEnumerable<int> labels)
    {
        int[] permutation = [.. labels.Select(label => Labels.IndexOf(label))];
        return permutation.SequenceEqual(Enumerable.Range(0, permutation.Length)) ? null : permutation;
    }

    public EinsumOperand Transposed(ImportContext context, params IReadOnlyList<int> labels) =>
        PermutationTo(labels) is { } permutation ? new EinsumOperand(context.Transpose(Value, permutation), [.. labels]) : this;
}
