using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Rules of axes and sizes that many shape inferences share.</summary>
internal static class AxisRules
{
    /// <summary>Turns an axis counted from the end into one counted from the start.</summary>
    /// <exception cref="OctavoException">There is no such axis.</exception>
    public static int Axis(this ShapeContext context, int axis, int rank) =>
        axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis)
        : throw context.Mismatch("there is no such axis", $"an axis in [{-rank}, {rank})", $"{axis}");

    /// <summary>The single known axis that an operand names; null where it is not known.</summary>
    public static int? KnownAxis(this ShapeContext context, int operand, int rank) =>
        context.KnownIntegers(operand) is not { } axes ? null
        : axes.Length == 1 ? context.Axis(axes[0], rank)
        : throw context.Mismatch("an operand that names one axis has another number of elements", "1 element", $"{axes.Length}");

    /// <summary>An axis counted from the start, whether there is one or not.</summary>
    public static int FromStart(int axis, int rank) => axis < 0 ? axis + rank : axis;

    /// <summary>A vector with one element before those that there are.</summary>
    public static Tensor Preceded(int[] elements, int first) => Tensor.From(new Shape(elements.Length + 1), [first, .. elements]);

    /// <summary>A shape of which only the rank is known.</summary>
    public static Shape OfRank(int rank)
    {
        var sizes = new int[rank];
        Array.Fill(sizes, Shape.UnknownSize);
        return new Shape(sizes);
    }

    /// <summary>The shape that a vector of sizes stands for: as known as that vector is.</summary>
    /// <exception cref="OctavoException">A size is negative, or there are more elements than a tensor may have.</exception>
    public static Shape ShapeOperand(this ShapeContext context, int operand)
    {
        if (context.KnownIntegers(operand) is not { } sizes)
        {
            var shape = context.Input(operand).Shape;
            return shape.IsKnown && shape.Rank == 1 ? OfRank(shape[0]) : Shape.Unknown;
        }

        if (sizes.Any(size => size < 0))
        {
            throw context.Mismatch("a size is negative", "sizes of at least 0", $"[{string.Join(',', sizes)}]");
        }

        return context.Bounded(sizes);
    }

    /// <summary>The shape of these sizes, if a tensor may have so many elements.</summary>
    /// <exception cref="OctavoException">It may not.</exception>
    public static Shape Bounded(this ShapeContext context, ReadOnlySpan<int> sizes)
    {
        long count = 1;
        foreach (var size in sizes)
        {
            count = size < 0 ? count : count > int.MaxValue && size != 0 ? count : count * size;
        }

        return count <= int.MaxValue
            ? new Shape(sizes)
            : throw context.Mismatch("the output has too many elements", $"at most {int.MaxValue}", new Shape(sizes).ToString());
    }

    /// <summary>A size from a 64-bit computation.</summary>
    /// <exception cref="OctavoException">It is beyond 32 bits.</exception>
    public static int Size(this ShapeContext context, long size) =>
        size is >= 0 and <= int.MaxValue ? (int)size
        : throw context.Mismatch("a size of the output is out of range", $"0 to {int.MaxValue}", $"{size}");

    /// <summary>Strides in elements of a dense tensor, outermost first.</summary>
    public static void DenseStrides(ReadOnlySpan<int> sizes, Span<long> strides)
    {
        long stride = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }
    }
}
