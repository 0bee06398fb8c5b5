using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Rows of <paramref name="Source"/> times the block's transpose.</summary>
/// <param name="Whole">All columns that the same product reads: hybrid kernels quantize them as one row.</param>
/// <param name="IsAsymmetric">Whether a hybrid kernel quantizes these rows with a zero point.</param>
/// <param name="Bias">
/// Float32 [outputs], added by the product itself; null for zeros. Where one product reads several sources, the first has it.
/// </param>
internal sealed record LinearProduct(Columns Source, WeightCut Weights, Columns Whole, bool IsAsymmetric, Constant? Bias)
{
    /// <summary>The product of this one's columns and those of the next part of the same row; null where it is no such product.</summary>
    public LinearProduct? Beside(LinearProduct next)
    {
        var (mine, its) = (Weights, next.Weights);
        return next.Whole == Whole && next.Bias is null
            && its == mine with { FirstInput = mine.FirstInput + mine.Inputs, Inputs = its.Inputs }
            ? this with { Source = new Columns(Whole.Value, Whole.First + mine.FirstInput, mine.Inputs + its.Inputs).Trace(),
                Weights = mine with { Inputs = mine.Inputs + its.Inputs } }
            : null;
    }
}
