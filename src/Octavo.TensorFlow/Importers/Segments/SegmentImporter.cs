using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Folds runs of rows. The segments may have gaps, which LiteRT's own SEGMENT_SUM refuses, so that the operators for unsorted segments do
/// it; an empty segment is 0, and 1 for a product.
/// </summary>
internal sealed class SegmentImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["SegmentMax", "SegmentMean", "SegmentMin", "SegmentProd", "SegmentSum"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        SegmentTypes.Require(context, data);
        var numbers = context.AsInt32(context.Input(1));
        var count = Count(context, numbers);
        switch (context.Node.Operation)
        {
            case "SegmentSum":
                context.SetOutput(0, context.Emit(new UnsortedSegmentSum(), data, numbers, count));
                break;
            case "SegmentProd":
                context.SetOutput(0, context.Emit(new UnsortedSegmentProd(), data, numbers, count));
                break;
            case "SegmentMean":
                var rows = context.Emit(new Maximum(), RowCounts(context, data, numbers, count), context.Constant(Tensor.Scalar(1)));
                context.SetOutput(0,
                    context.Emit(new Div(), context.Emit(new UnsortedSegmentSum(), data, numbers, count),
                        context.Cast(rows, data.ElementType)));
                break;
            default:
                UnsortedSegmentOperator extreme =
                context.Node.Operation == "SegmentMax" ? new UnsortedSegmentMax() : new UnsortedSegmentMin();
                var hasRows = context.EmitTyped(new Greater(), ElementType.Boolean, RowCounts(context, data, numbers, count),
                    context.Constant(Tensor.Scalar(0)));
                context.SetOutput(0,
                    context.Emit(new SelectV2(), hasRows, context.Emit(extreme, data, numbers, count),
                        context.Scalar(data.ElementType, 0)));
                break;
        }
    }

    /// <summary>One more than the last number, which is the highest.</summary>
    private static Value Count(ImportContext context, Value numbers)
    {
        var all = numbers.Shape is { IsKnown: true, ElementCount: > 0 } ? numbers : context.Join(numbers, context.Integers(-1));
        return context.Emit(new Add(), context.Emit(new ReduceMax(false), all, context.Integers(0)), context.Constant(Tensor.Scalar(1)));
    }

    /// <summary>How many rows each segment has, [segments, 1...], of the data's rank.</summary>
    private static Value RowCounts(ImportContext context, Value data, Value numbers, Value count)
    {
        var ones = context.Filled(context.SizesOf(numbers), context.Constant(Tensor.Scalar(1)));
        context.RequireAxis(context.RequireRank(data), 0);
        int[] sizes = [-1, .. Enumerable.Repeat(1, data.Shape.Rank - 1)];
        return context.Reshape(context.Emit(new UnsortedSegmentSum(), ones, numbers, count), sizes);
    }
}
