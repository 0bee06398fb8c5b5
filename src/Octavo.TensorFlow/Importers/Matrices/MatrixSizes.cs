using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The sizes of matrices [batch..., rows, columns], where an importer has to know them.</summary>
internal static class MatrixSizes
{
    /// <exception cref="OctavoException">They are not known, or do not have the diagonals.</exception>
    public static (int Rows, int Columns) Require(ImportContext context, Shape matrices, DiagonalBand band)
    {
        if (matrices.Rank < 2 || matrices[-1] < 0 || matrices[-2] < 0)
        {
            throw context.Unsupported("the sizes of the matrices are not known", "Fix the shapes of the inputs (--input-shape).");
        }

        ListedElements.Require(context, (long)matrices[-2] * matrices[-1], "places of elements");
        return band.Longest(matrices[-2], matrices[-1]) > 0 && band.Lowest > -Math.Max(1, matrices[-2])
            && band.Highest < Math.Max(1, matrices[-1])
            ? (matrices[-2], matrices[-1])
            : throw new OctavoException(
                ErrorKind.MalformedModel, "the matrices do not have these diagonals", context.Where, $"diagonals of {matrices}",
                $"{band.Lowest} to {band.Highest}");
    }
}
