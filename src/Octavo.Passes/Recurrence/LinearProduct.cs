using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Rows of <paramref name="Source"/> times the block's transpose.</summary>
/// <param name="Whole">All columns that the same product reads: hybrid kernels quantize them as one row.</param>
/// <param name="IsAsymmetric">Whether a hybrid kernel quantizes these rows with a zero point.</param>
/// <param name="Bias">Float32 [outputs], added by the product itself; null for zeros. Where one product reads several sources, the first has it.</param>
internal sealed record LinearProduct(Columns Source, WeightCut Weights, Columns Whole, bool IsAsymmetric, Constant? Bias);
