using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Quantization;

/// <summary>Whether weights may have a scale for each block of neighbours where a node reads them.</summary>
internal static class BlockFit
{
    /// <returns>Why not; null where they may.</returns>
    public static string? Refusal(Node node, WeightForm? form, ImmutableArray<int> sizes, IWeightSolver solver)
    {
        if (form?.BlockAxis is not { } axis)
        {
            return $"{node.Operator.Name} takes no scales of blocks";
        }

        if (solver.Bits < form.LeastBlockBits)
        {
            return $"{node.Operator.Name} takes scales of blocks beside codes of {form.LeastBlockBits} bits at least";
        }

        if (axis != 1 || sizes.Length != 2)
        {
            return $"scales of blocks are for matrices, not for {sizes.Length} axes";
        }

        return sizes[axis] % solver.BlockSize!.Value == 0
            ? WhyNotFused(node) : $"{sizes[axis]} columns are no multiple of blocks of {solver.BlockSize}";
    }

    /// <summary>Source: LiteRT 2.3, fully_connected.cc, as run: the kernel for blocks leaves the fused activation out.</summary>
    private static string? WhyNotFused(Node node) => IFusedActivation.Of(node.Operator) is { } activation and not FusedActivation.None
        ? $"LiteRT's kernel for scales of blocks leaves a fused {activation} out" : null;
}
