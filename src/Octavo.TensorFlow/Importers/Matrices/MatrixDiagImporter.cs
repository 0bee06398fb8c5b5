using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Makes matrices of their diagonals: MATRIX_DIAG for the main one, otherwise a lookup of each element among the diagonals, the padding
/// behind them.
/// </summary>
internal sealed class MatrixDiagImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MatrixDiag", "MatrixDiagV2", "MatrixDiagV3"];

    public void Import(ImportContext context)
    {
        var diagonals = context.Input(0);
        var band = DiagonalBand.Read(context, 1);
        var isPlain = context.Node.Operation == "MatrixDiag"
            || (band.IsMain && context.RequireInteger(2, "the number of rows") == -1
                && context.RequireInteger(3, "the number of columns") == -1);
        if (isPlain)
        {
            context.SetOutput(0, context.EmitMoved(new MatrixDiag(), diagonals));
            return;
        }

        var (rows, columns) = Sizes(context, band);
        var places = new int[ListedElements.Require(context, (long)rows * columns, "places of elements")];
        var outside = (band.Highest - band.Lowest + 1) * band.Longest(rows, columns);
        for (var index = 0; index < places.Length; index++)
        {
            var place = band.PlaceOf(index / columns, index % columns, rows, columns);
            places[index] = place < 0 ? outside : place;
        }

        var batch = diagonals.Shape.Rank - (band.IsSingle ? 1 : 2);
        var flat = context.ReshapeBehind(diagonals, batch, outside);
        var paddings = new int[2 * (batch + 1)];
        paddings[^1] = 1;
        var padded =
            context.EmitMoved(new PadV2(), flat, context.Constant(Tensor.From(new Shape(batch + 1, 2), paddings)), context.Input(4));
        context.SetOutput(0, context.EmitMoved(new Gather(batch), padded, context.Constant(Tensor.From(new Shape(rows, columns), places))));
    }

    private static (int Rows, int Columns) Sizes(ImportContext context, DiagonalBand band)
    {
        var longest = context.RequireRank(0)[-1];
        if (longest < 0)
        {
            throw context.Unsupported("the length of the diagonals is not known", "Fix the shapes of the inputs (--input-shape).");
        }

        var rows = context.RequireInteger(2, "the number of rows");
        var columns = context.RequireInteger(3, "the number of columns");
        var leastRows = longest - Math.Min(band.Highest, 0);
        var leastColumns = longest + Math.Max(band.Lowest, 0);
        var least = Math.Max(leastRows, leastColumns);
        (rows, columns) =
            rows == -1 && columns == -1 ? (least, least) : (rows == -1 ? leastRows : rows, columns == -1 ? leastColumns : columns);
        return rows >= leastRows && columns >= leastColumns && band.Longest(rows, columns) == longest
            ? (rows, columns)
            : throw new OctavoException(ErrorKind.MalformedModel, "the diagonals do not fit into the matrices", context.Where,
                $"diagonals of [{rows},{columns}]", $"{longest} elements long");
    }
}
