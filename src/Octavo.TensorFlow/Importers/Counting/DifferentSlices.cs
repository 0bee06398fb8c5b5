using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The different slices along an axis: each is compared with each, and stands where the first one equal to it stands.</summary>
internal static class DifferentSlices
{
    public static (Value Different, Value Places) Emit(ImportContext context, Value data, int axis)
    {
        var rank = data.Shape.Rank;
        int[] toFront = [axis, .. Enumerable.Range(0, rank).Where(other => other != axis)];
        var slices = axis == 0 ? data : context.EmitMoved(new Transpose(), data, context.Integers(toFront));
        var count = context.SizeOf(data, axis);
        var rows = context.ReshapeTo(slices, context.Join(count, context.Integers(-1)));
        var left = context.ReshapeTo(rows, context.Join(count, context.Integers(1, -1)));
        var right = context.ReshapeTo(rows, context.Join(context.Integers(1), count, context.Integers(-1)));
        var areEqual =
            context.Emit(new ReduceAll(false), context.EmitTyped(new Equal(), ElementType.Boolean, left, right), context.Integers(2));
        var first = context.EmitTyped(new ArgMax(), ElementType.Int32, context.Cast(areEqual, ElementType.Int32),
            context.Constant(Tensor.Scalar(1)));
        var isFirst = context.EmitTyped(new Equal(), ElementType.Boolean, first, context.CountTo(count));
        var kept = context.Reshape(context.Emit(new Where(), isFirst), -1);
        var order = context.Emit(new Cumsum(Exclusive: true), context.Cast(isFirst, ElementType.Int32), context.Constant(Tensor.Scalar(0)));
        return (context.EmitMoved(new Gather(axis), data, kept), context.Emit(new Gather(), order, first));
    }
}
