using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>A tensor's slices as rows, and updates of some of them.</summary>
/// <param name="Data">The slices [slices, inner].</param>
/// <param name="Updates">[updates, inner].</param>
/// <param name="Numbers">Which slice each update means, int32 [updates].</param>
/// <param name="Count">The number of slices, an int32 scalar.</param>
internal sealed record ScatteredSlices(Value Data, Value Updates, Value Numbers, Value Count)
{
    private Value? lastUpdate;

    /// <param name="context">The node.</param>
    /// <param name="data">Any shape.</param>
    /// <param name="indices">Int32 [updates..., depth].</param>
    /// <param name="updates">[updates..., the data's axes behind depth].</param>
    public static ScatteredSlices Of(ImportContext context, Value data, Value indices, Value updates)
    {
        context.RequireRank(data);
        var depth = context.RequireRank(indices, 1)[-1];
        if (depth < 0 || depth > data.Shape.Rank)
        {
            throw context.Unsupported("the number of axes that the indices fix is not known",
                "Fix the shapes of the inputs (--input-shape).");
        }

        var sizes = context.SizesOf(data);
        var tuples = context.Reshape(indices, -1, depth);
        var numbers = context.Constant(Tensor.Scalar(0));
        var count = context.Constant(Tensor.Scalar(1));
        for (var axis = 0; axis < depth; axis++)
        {
            var size = context.Element(sizes, axis);
            var column =
                depth == 1 ? context.Reshape(tuples, -1) : context.EmitMoved(new Gather(1), tuples, context.Constant(Tensor.Scalar(axis)));
            numbers = axis == 0 ? column : context.Emit(new Add(), context.Emit(new Mul(), numbers, size), column);
            count = axis == 0 ? size : context.Emit(new Mul(), count, size);
        }

        numbers = depth == 0 ? context.Filled(context.Part(context.SizesOf(tuples), 0, 1), numbers) : numbers;
        return new ScatteredSlices(
            context.ReshapeTo(data, context.Join(count, context.Integers(-1))),
            context.ReshapeTo(updates, context.Join(context.SizesOf(numbers), context.Integers(-1))), numbers, count);
    }

    /// <summary>Which slices have an update, [slices, 1].</summary>
    public Value IsUpdated(ImportContext context) =>
        context.Reshape(context.EmitTyped(new GreaterEqual(), ElementType.Boolean, LastUpdate(context), context.Constant(Tensor.Scalar(0))),
            -1, 1);

    /// <summary>The last update of each slice [slices, inner]; anything where there is none.</summary>
    public Value LastUpdates(ImportContext context) =>
        context.EmitMoved(new Gather(), Updates, context.Emit(new Maximum(), LastUpdate(context), context.Constant(Tensor.Scalar(0))));

    private Value LastUpdate(ImportContext context) =>
        lastUpdate ??= context.Emit(new UnsortedSegmentMax(), context.CountTo(context.SizeOf(Numbers, 0)), Numbers, Count);
}
