using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Keeps the diagonals of matrices near the main one, zeros elsewhere.</summary>
internal sealed class MatrixBandPartImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MatrixBandPart"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var rank = context.RequireRank(0).Rank;
        var rows = context.Reshape(context.CountTo(context.SizeOf(data, rank - 2)), -1, 1);
        var columns = context.Reshape(context.CountTo(context.SizeOf(data, rank - 1)), 1, -1);
        var below = WithinBand(context, context.Emit(new Sub(), rows, columns), 1);
        var above = WithinBand(context, context.Emit(new Sub(), columns, rows), 2);
        var isKept = below is null ? above : above is null ? below : context.Emit(new LogicalAnd(), below, above);
        var zero = context.Cast(context.Scalar(0), data.ElementType);
        context.SetOutput(0, isKept is null ? data : context.EmitMoved(new SelectV2(), isKept, data, zero));
    }

    /// <summary>Where a distance is within a limit; null where a negative limit lets all in.</summary>
    private static Value? WithinBand(ImportContext context, Value distances, int input)
    {
        var limit = context.AsInt32(context.Input(input));
        if (context.Known(input) is not null && context.RequireInteger(input, "the number of diagonals") < 0)
        {
            return null;
        }

        var isWithin = context.EmitTyped(new LessEqual(), ElementType.Boolean, distances, limit);
        return limit.IsConstant ? isWithin
            : context.Emit(new LogicalOr(), isWithin,
                context.EmitTyped(new Less(), ElementType.Boolean, limit, context.Constant(Tensor.Scalar(0))));
    }
}
