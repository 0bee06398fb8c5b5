using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Constants that are joined, cut and compared while recurrence is recognized.</summary>
internal static class ConstantRows
{
    /// <summary>The float32 elements of a value that is constant, or that is dequantized from a constant; null for others.</summary>
    public static Constant? FloatConstant(this Value? value)
    {
        if (value.IsPlainFloat() && value!.Constant is { } constant)
        {
            return constant;
        }

        return value.ProducerOf<Dequantize>() is { } node && value.IsPlainFloat()
            && node.Input(0) is { Constant: { } stored, QuantizationDetail: null, Sparsity: null }
            ? Constant.Lazy(ElementType.Float32, stored.Shape, $"{stored.Origin}, DEQUANTIZE",
                () => NodeEvaluator.Evaluate(node, [stored.Evaluate()])[0], stored)
            : null;
    }

    public static bool HasElementsOf(this Constant constant, Constant other) =>
        ReferenceEquals(constant, other)
        || (constant.ElementType == other.ElementType && constant.Shape == other.Shape
            && constant.Evaluate().Bytes.Span.SequenceEqual(other.Evaluate().Bytes.Span));

    /// <summary>Whether two vectors are equal; null stands for zeros.</summary>
    public static bool AreEqual(Constant? one, Constant? other) =>
        ReferenceEquals(one, other) || (one is null ? IsZero(other!) : other is null ? IsZero(one) : one.HasElementsOf(other));

    public static bool IsZero(this Constant constant) => constant.Evaluate().Bytes.Span.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>
    /// Elements [<paramref name="first"/>, <paramref name="first"/> + <paramref name="width"/>) of what a constant says along the last
    /// axis, as a vector.
    /// </summary>
    /// <param name="constant">Float32; one element, or elements along its last axis only.</param>
    /// <returns>Null where the constant varies along another axis.</returns>
    public static Constant? CutRow(this Constant constant, int first, int width)
    {
        if (constant.ElementCount == 1)
        {
            return constant.Repeated(width);
        }

        if (constant.Shape.Rank == 0 || constant.ElementCount != constant.Shape[-1] || first + width > constant.Shape[-1])
        {
            return null;
        }

        return first == 0 && width == constant.Shape[-1]
            ? constant.Under(new Shape(width))
            : ConstantComputation.Make(
                ElementType.Float32, new Shape(width), $"{constant.Origin}, cut",
                () => Tensor.From(new Shape(width), constant.Evaluate().Values<float>().Slice(first, width).ToArray()), constant);
    }

    /// <summary>The sum of two vectors; null stands for zeros.</summary>
    public static Constant? Sum(Constant? one, Constant? other) =>
        one is null ? other : other is null ? one : ConstantComputation.Apply(new Add(), one, other);

    public static Constant Zeros(int count) => Constant.From(Tensor.From(new Shape(count), new float[count]));

    /// <summary>Matrices of one type and one number of columns, one under the other.</summary>
    public static Constant Stack(params IReadOnlyList<Constant> matrices)
    {
        var shape = new Shape([matrices.Sum(matrix => matrix.Shape[0]), .. matrices[0].Shape.ToArray().Skip(1)]);
        return ConstantComputation.Make(
            matrices[0].ElementType, shape, $"{matrices[0].Origin}, stacked",
            () => new Tensor(matrices[0].ElementType, shape, matrices.SelectMany(matrix => matrix.Evaluate().Bytes.ToArray()).ToArray()),
                matrices);
    }
}
