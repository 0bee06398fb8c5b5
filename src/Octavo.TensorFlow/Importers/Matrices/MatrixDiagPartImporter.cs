using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Takes diagonals out of matrices: a lookup of each of their elements.</summary>
internal sealed class MatrixDiagPartImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MatrixDiagPart", "MatrixDiagPartV2", "MatrixDiagPartV3"];

    public void Import(ImportContext context)
    {
        var matrices = context.Input(0);
        var shape = context.RequireRank(0);
        var band = DiagonalBand.Read(context, 1);
        var (rows, columns) = MatrixSizes.Require(context, shape, band);
        var longest = band.Longest(rows, columns);
        var places = Enumerable.Repeat(rows * columns, (band.Highest - band.Lowest + 1) * longest).ToArray();
        for (var index = 0; index < rows * columns; index++)
        {
            var place = band.PlaceOf(index / columns, index % columns, rows, columns);
            if (place >= 0)
            {
                places[place] = index;
            }
        }

        var batch = shape.Rank - 2;
        var elements = context.ReshapeBehind(matrices, batch, rows * columns);
        if (places.Contains(rows * columns))
        {
            var paddings = new int[2 * (batch + 1)];
            paddings[^1] = 1;
            elements = context.EmitMoved(new PadV2(), elements, context.Constant(Tensor.From(new Shape(batch + 1, 2), paddings)),
                context.Input(2));
        }

        var compact = band.IsSingle ? new Shape(longest) : new Shape(band.Highest - band.Lowest + 1, longest);
        context.SetOutput(0, context.EmitMoved(new Gather(batch), elements, context.Constant(Tensor.From(compact, places))));
    }
}
