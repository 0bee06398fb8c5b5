using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Where the positions of crops lie along one axis of their images. All values are [boxes, crop height, 1, 1] or [boxes, 1, crop width, 1].
/// </summary>
/// <param name="Low">The position before (or the nearest), int32.</param>
/// <param name="High">The position behind, int32.</param>
/// <param name="Fraction">How far from the one to the other, in [0, 1).</param>
/// <param name="IsInside">Whether the place lies within the image.</param>
internal sealed record CropPlaces(Value Low, Value High, Value Fraction, Value IsInside)
{
    /// <param name="axis">1 for rows, 2 for columns.</param>
    /// <param name="size">Positions of each crop along the axis.</param>
    /// <param name="isNearest">Whether <see cref="Low"/> is the nearest position, halves up.</param>
    public static CropPlaces Along(ImportContext context, Value image, int axis, int size, bool isNearest)
    {
        var last = context.Emit(new Sub(), context.Cast(context.SizeOf(image, axis), ElementType.Float32), context.Scalar(1));
        int[] sizes = axis == 1 ? [-1, size, 1, 1] : [-1, 1, size, 1];
        var place = context.Reshape(Places(context, last, axis, size), sizes);
        var isInside = context.EmitTyped(
            new LogicalAnd(), ElementType.Boolean, context.EmitTyped(new GreaterEqual(), ElementType.Boolean, place, context.Scalar(0)),
            context.EmitTyped(new LessEqual(), ElementType.Boolean, place, last));
        var within = context.Emit(new Minimum(), context.Emit(new Maximum(), place, context.Scalar(0)), last);
        var low = context.Emit(new Floor(), within);
        var fraction = context.Emit(new Sub(), within, low);
        if (isNearest)
        {
            var isNext = context.EmitTyped(new GreaterEqual(), ElementType.Boolean, fraction, context.Scalar(0.5f));
            low = context.Emit(new Add(), low, context.Cast(isNext, ElementType.Float32));
        }

        return new CropPlaces(context.Cast(low, ElementType.Int32), context.Cast(context.Emit(new Ceil(), within), ElementType.Int32),
            fraction, isInside);
    }

    /// <summary>Places in the image, [boxes, size]: from edge to edge of the box, or the middle of it.</summary>
    private static Value Places(ImportContext context, Value last, int axis, int size)
    {
        ListedElements.Require(context, size, "positions of a crop");
        var (start, end) = (Edge(context, axis - 1), Edge(context, axis + 1));
        if (size == 1)
        {
            var middle = context.Emit(new Mul(), context.Emit(new Add(), start, end), context.Scalar(0.5f));
            return context.Emit(new Mul(), middle, last);
        }

        var span = context.Emit(new Mul(), context.Emit(new Sub(), end, start), last);
        var step = context.Emit(new Div(), span, context.Scalar(size - 1));
        var steps =
            context.Constant(Tensor.From(new Shape(1, size), Enumerable.Range(0, size).Select(position => (float)position).ToArray()));
        return context.Emit(new Add(), context.Emit(new Mul(), start, last), context.Emit(new Mul(), steps, step));
    }

    /// <summary>One edge of each box, [boxes, 1], as a fraction of the image.</summary>
    private static Value Edge(ImportContext context, int index) => context.Emit(
        new StridedSlice(BeginMask: 0b01, EndMask: 0b01), context.InputAsFloat(1), context.Integers(0, index),
        context.Integers(0, index + 1), context.Integers(1, 1));
}
