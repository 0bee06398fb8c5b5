using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// How often each number appears, or the sum of the weights where it does; numbers beyond the last are left out. A matrix is counted row by
/// row.
/// </summary>
internal sealed class BincountImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Bincount", "DenseBincount"];

    public void Import(ImportContext context)
    {
        var numbers = context.AsInt32(context.Input(0));
        var size = context.AsInt32(context.Input(1));
        var weights = context.Input(2);
        var isBinary = context.Node.Operation == "DenseBincount" && context.Attributes.Boolean("binary_output");
        var byRow = context.Node.Operation == "DenseBincount" && context.RequireRank(0).Rank == 2;
        var isWeighted = !isBinary && context.RequireRank(2) is var shape && !(shape.IsKnown && shape.ElementCount == 0);
        if (isWeighted && weights.ElementType is not (ElementType.Float32 or ElementType.Int32))
        {
            throw context.Unsupported($"no kernel of LiteRT adds {weights.ElementType} elements into segments");
        }

        var isCounted = context.EmitTyped(new Less(), ElementType.Boolean, numbers, size);
        var places = byRow ? context.Emit(new Add(), numbers, RowStarts(context, numbers, size)) : numbers;
        var segments = context.Reshape(context.Emit(new SelectV2(), isCounted, places, context.Constant(Tensor.Scalar(-1))), -1);
        var elements =
            isWeighted ? context.Reshape(weights, -1) : context.Filled(context.SizesOf(segments), context.Constant(Tensor.Scalar(1)));
        var total = byRow ? context.Emit(new Mul(), context.SizeOf(numbers, 0), size) : size;
        var counts = context.Emit(new UnsortedSegmentSum(), elements, segments, total);
        counts = isBinary ? context.Emit(new Minimum(), counts, context.Constant(Tensor.Scalar(1))) : counts;
        counts = byRow ? context.ReshapeTo(counts, context.Join(context.SizeOf(numbers, 0), size)) : counts;
        context.SetOutput(0, context.Cast(counts, weights.ElementType));
    }

    private static Value RowStarts(ImportContext context, Value numbers, Value size) =>
        context.Emit(new Mul(), context.Reshape(context.CountTo(context.SizeOf(numbers, 0)), -1, 1), size);
}
