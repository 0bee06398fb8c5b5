using System.Collections.Immutable;

namespace Octavo.Passes;

/// <summary>Whether products of 8-bit weights, as a graph has them, are those of one hybrid operator.</summary>
internal static class HybridProducts
{
    /// <summary>
    /// Whether the rows of the products are quantized with a zero point; null where no operator computes them: where a group mixes types, where products
    /// differ in how they quantize, or where one reads more than its own row (bytes are read with one scale for each whole row).
    /// </summary>
    /// <param name="groups">Products that an operator makes in one go, not empty.</param>
    public static bool? AreAsymmetric(ImmutableArray<ImmutableArray<LinearProduct>> groups)
    {
        var quantized = groups.SelectMany(group => group).Where(product => product.Weights.Quantization is not null).ToArray();
        var areGroupsUniform = groups.All(group => group.All(product => (product.Weights.Quantization is null) == (group[0].Weights.Quantization is null)));
        return areGroupsUniform && Array.TrueForAll(quantized, product => product.Whole == product.Source && product.IsAsymmetric == quantized[0].IsAsymmetric)
            ? quantized.Length != 0 && quantized[0].IsAsymmetric
            : null;
    }
}
