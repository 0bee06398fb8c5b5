using System.Collections.Immutable;

namespace Octavo.Passes;

/// <summary>Whether products of 8-bit weights, as a graph has them, are those of one hybrid operator.</summary>
internal static class HybridProducts
{
    /// <summary>
    /// Whether the rows of a cell's products are quantized with a zero point; null where no operator computes them: where a group mixes
    /// types, where products differ in how they quantize, or where one reads more than its own row, besides input and hidden state side by
    /// side (bytes are read with one scale for each whole row).
    /// </summary>
    public static bool? AreAsymmetric(RecurrentCell cell)
    {
        var areJoined = Joined(cell) is not null;
        var quantized = cell.Products.SelectMany(group => group).Where(product => product.Weights.Quantization is not null).ToArray();
        var areGroupsUniform = cell.Products.All(group =>
            group.All(product => (product.Weights.Quantization is null) == (group[0].Weights.Quantization is null)));
        return areGroupsUniform
            && Array.TrueForAll(quantized,
                product => product.IsAsymmetric == quantized[0].IsAsymmetric && (product.Whole == product.Source || areJoined))
            ? quantized.Length != 0 && quantized[0].IsAsymmetric
            : null;
    }

    /// <summary>
    /// The blocks of one matrix that multiply input and hidden state side by side, for each gate; null where products are others, or
    /// float32, which give the same apart.
    /// </summary>
    public static ImmutableArray<WeightCut>? Joined(RecurrentCell cell)
    {
        var cuts = cell.Gates.Select(Join).ToArray();
        return Array.TrueForAll(cuts, cut => cut is { Quantization: not null })
            && cell.Gates.All(gate => gate.Input.Whole == cell.Gates[0].Input.Whole)
            && cell.Products.Skip(2)
                .All(group => group.All(product => product.Whole == product.Source || product.Weights.Quantization is null))
            ? [.. cuts!]
            : null;
    }

    /// <summary>The block that a gate's two products share, where they are one product of the input followed by the state.</summary>
    public static WeightCut? Join(CellGate gate)
    {
        var (input, recurrent) = (gate.Input, gate.Recurrent);
        return input.Whole == recurrent.Whole && ReferenceEquals(input.Weights.Matrix, recurrent.Weights.Matrix)
            && input.Weights.FirstInput == 0
            && recurrent.Weights.FirstInput == input.Weights.Inputs && input.Whole.Width == input.Weights.Inputs + recurrent.Weights.Inputs
            && input.Weights.FirstOutput == recurrent.Weights.FirstOutput
            ? input.Weights with { Inputs = input.Whole.Width }
            : null;
    }
}
