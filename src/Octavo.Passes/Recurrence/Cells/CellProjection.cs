using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>The product that makes the output of a cell of its units, and its bound.</summary>
/// <param name="Product">[outputs, units].</param>
/// <param name="Bias">[outputs]; null for zeros.</param>
/// <param name="Clip">Outputs stay in [-clip, clip]; 0 for no bound.</param>
internal sealed record CellProjection(LinearProduct Product, Constant? Bias, float Clip)
{
    /// <summary>The projection that ends in some columns; null where they are none.</summary>
    public static CellProjection? Read(Columns columns, Func<Columns, bool> isInput)
    {
        var (clip, projected) = columns.Clipped();
        return LinearFormReader.Read(projected) is { Products: [var product], Terms: [] } form && !isInput(product.Source)
            ? new CellProjection(product, form.TotalBias, clip)
            : null;
    }

    public bool IsSameAs(CellProjection other) =>
        Clip.Equals(other.Clip) && Product.Weights.HasElementsOf(other.Product.Weights) && ConstantRows.AreEqual(Bias, other.Bias);
}
