using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Replaces diagonals of matrices: MATRIX_SET_DIAG for the main one, otherwise a lookup of each element among the old ones and the new
/// diagonals behind them.
/// </summary>
internal sealed class MatrixSetDiagImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3"];

    public void Import(ImportContext context)
    {
        var matrices = context.Input(0);
        var diagonals = context.Input(1);
        var band = DiagonalBand.Read(context, 2);
        if (band.IsMain)
        {
            context.SetOutput(0, context.EmitMoved(new MatrixSetDiag(), matrices, diagonals));
            return;
        }

        var shape = context.RequireRank(0);
        var (rows, columns) = MatrixSizes.Require(context, shape, band);
        var places = new int[rows * columns];
        for (var index = 0; index < places.Length; index++)
        {
            var place = band.PlaceOf(index / columns, index % columns, rows, columns);
            places[index] = place < 0 ? index : places.Length + place;
        }

        var batch = shape.Rank - 2;
        var old = context.ReshapeBehind(matrices, batch, places.Length);
        var replacing = context.ReshapeBehind(diagonals, batch, (band.Highest - band.Lowest + 1) * band.Longest(rows, columns));
        var all = context.EmitMoved(new Concatenation(batch), old, replacing);
        context.SetOutput(0, context.EmitMoved(new Gather(batch), all, context.Constant(Tensor.From(new Shape(rows, columns), places))));
    }
}
