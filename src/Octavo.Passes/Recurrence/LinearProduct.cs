namespace Octavo.Passes;

/// <summary>Rows of <paramref name="Source"/> times the block's transpose.</summary>
/// <param name="Whole">All columns that the same product reads: hybrid kernels quantize them as one row.</param>
/// <param name="IsAsymmetric">Whether a hybrid kernel quantizes these rows with a zero point.</param>
internal sealed record LinearProduct(Columns Source, WeightCut Weights, Columns Whole, bool IsAsymmetric);
