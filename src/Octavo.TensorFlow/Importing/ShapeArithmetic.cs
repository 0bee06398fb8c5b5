using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Arithmetic on sizes and positions: constants where they are known, operators where they depend on the model's inputs.</summary>
internal static class ShapeArithmetic
{
    /// <summary>
    /// Positions as int32, which most of LiteRT's kernels want. Known ones beyond 32 bits are clamped: they mean "to the end".
    /// </summary>
    public static Value AsInt32(this ImportContext context, Value value) =>
        value.ElementType == ElementType.Int32 ? value
        : value.ElementType == ElementType.Int64 && value.Constant is { } constant
            ? context.Constant(Tensor.From(constant.Shape, IndexValues.ToInt32(constant.Evaluate(), context.Where)))
        : value.ElementType.IsInteger() ? context.Cast(value, ElementType.Int32)
        : throw new OctavoException(ErrorKind.MalformedModel, "an operand that names positions holds no integers", context.Where,
            "int32 or int64", $"{value}");

    /// <summary>An axis counted from the start.</summary>
    /// <exception cref="OctavoException">
    /// The model names an axis that there is not (kind MalformedModel), or how many there are is not known (unsupported).
    /// </exception>
    public static int RequireAxis(this ImportContext context, Shape shape, int axis) => !shape.HasRank
        ? throw context.Unsupported($"axis {axis} is one of a shape of unknown rank", "Fix the shapes of the inputs (--input-shape).")
        : axis >= -shape.Rank && axis < shape.Rank
        ? shape.NormalizeAxis(axis)
        : throw new OctavoException(ErrorKind.MalformedModel, "there is no such axis", context.Where,
            $"an axis in [{-shape.Rank}, {shape.Rank})", $"{axis}");

    /// <summary>The sizes of a value, int32 [rank].</summary>
    public static Value SizesOf(this ImportContext context, Value value) => context.Emit(new ShapeOf(), value);

    /// <summary>Some elements of a vector.</summary>
    public static Value Part(this ImportContext context, Value vector, int start, int end) =>
        context.EmitMoved(new StridedSlice(), vector, context.Integers(start), context.Integers(end), context.Integers(1));

    /// <summary>One element of a vector, as a scalar.</summary>
    public static Value Element(this ImportContext context, Value vector, int index) =>
        context.EmitMoved(new StridedSlice(ShrinkAxisMask: 1), vector, context.Integers(index), context.Integers(index + 1),
            context.Integers(1));

    /// <summary>The size of one axis, an int32 scalar.</summary>
    public static Value SizeOf(this ImportContext context, Value value, int axis) =>
        context.Element(context.SizesOf(value), context.RequireAxis(value.Shape, axis));

    /// <summary>Vectors (and scalars) of int32, one behind the other.</summary>
    public static Value Join(this ImportContext context, params IEnumerable<Value> parts)
    {
        Value[] vectors = [.. parts.Select(part => part.Shape is { HasRank: true, Rank: 0 } ? context.Reshape(part, 1) : part)];
        return vectors.Length == 1 ? vectors[0] : context.Emit(new Concatenation(0), vectors);
    }

    /// <summary>The integers from 0 up to a count, which is an int32 scalar.</summary>
    public static Value CountTo(this ImportContext context, Value count) =>
        context.Emit(new Operators.Range(), context.Constant(Tensor.Scalar(0)), count, context.Constant(Tensor.Scalar(1)));

    /// <summary>A reshape to sizes that may be computed; where one of them is not known yet, it is what remains.</summary>
    public static Value ReshapeTo(this ImportContext context, Value value, Value sizes)
    {
        if (PartialIntegers.Of(sizes) is { } known && known.Count(size => size is null) <= 1
            && (!known.Contains(null) || known.All(size => size is null or > 0)))
        {
            return context.Reshape(value, [.. known.Select(size => (int)(size ?? -1))]);
        }

        return context.Emit(new Reshape(Shape.Unknown), value, context.AsInt32(sizes));
    }

    /// <summary>A reshape that keeps the leading axes of a value as they are and gives the others other sizes.</summary>
    public static Value ReshapeBehind(this ImportContext context, Value value, int leading, params int[] sizes) =>
        leading == 0 ? context.Reshape(value, sizes)
        : context.ReshapeTo(value, context.Join(context.Part(context.SizesOf(value), 0, leading), context.Integers(sizes)));

    /// <summary>One value under any shape.</summary>
    public static Value Filled(this ImportContext context, Value sizes, Value scalar) => context.EmitMoved(new Fill(), sizes, scalar);
}
