using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Products of matrices in any type that TensorFlow multiplies.</summary>
internal static class Products
{
    /// <summary>Up to this depth sums of products of 8-bit integers are below 2^24, where float32 is exact.</summary>
    private const int LargestExactDepth = (1 << 24) / (128 * 128);

    /// <summary>Left [..., rows, depth] times right [..., depth, columns], the axes before them broadcast.</summary>
    /// <param name="transposeLeft">Left is [..., depth, rows].</param>
    /// <param name="transposeRight">Right is [..., columns, depth].</param>
    /// <param name="resultType">The type of the result; at least as wide as those of the operands.</param>
    public static Value Multiply(ImportContext context, Value left, Value right, bool transposeLeft, bool transposeRight,
        ElementType resultType)
    {
        if (IsInteger(resultType))
        {
            return MultiplyIntegers(context, left, right, transposeLeft, transposeRight, resultType);
        }

        var product = context.Emit(new BatchMatMul(transposeLeft, transposeRight), context.AsFloat(left), context.AsFloat(right));
        return context.Cast(product, resultType);
    }

    private static bool IsInteger(ElementType type) =>
        type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32 or ElementType.Int64;

    /// <summary>
    /// In float32 where that is exact; otherwise as elementwise products of [..., rows, depth, 1] and [..., 1, depth, columns] and their
    /// sum, which wrap around as TensorFlow's do.
    /// </summary>
    private static Value MultiplyIntegers(ImportContext context, Value left, Value right, bool transposeLeft, bool transposeRight,
        ElementType resultType)
    {
        var (leftShape, rightShape) = (context.RequireRank(left, 2), context.RequireRank(right, 2));
        var depth = Math.Max(leftShape[transposeLeft ? -2 : -1], rightShape[transposeRight ? -1 : -2]);
        if (IsByte(left) && IsByte(right) && depth is > 0 and < LargestExactDepth / 4)
        {
            var product = context.Emit(
                new BatchMatMul(transposeLeft, transposeRight), context.Cast(left, ElementType.Float32),
                context.Cast(right, ElementType.Float32));
            return context.Cast(context.Cast(product, ElementType.Int32), resultType);
        }

        var type = resultType == ElementType.Int64 ? ElementType.Int64 : ElementType.Int32;
        var rows = context.Cast(transposeLeft ? SwapLast(context, left) : left, type);
        var columns = context.Cast(transposeRight ? SwapLast(context, right) : right, type);
        var products = context.Emit(new Mul(), ExpandDims(context, rows, -1), ExpandDims(context, columns, -3));
        return context.Cast(context.Emit(new Sum(false), products, context.Integers(-2)), resultType);
    }

    private static bool IsByte(Value value) => value.ElementType is ElementType.Int8 or ElementType.UInt8;

    private static Value ExpandDims(ImportContext context, Value value, int axis) =>
        context.Emit(new ExpandDims(), value, context.Constant(Tensor.Scalar(axis)));

    private static Value SwapLast(ImportContext context, Value value)
    {
        var permutation = Enumerable.Range(0, value.Shape.Rank).ToArray();
        (permutation[^1], permutation[^2]) = (permutation[^2], permutation[^1]);
        return context.Transpose(value, permutation);
    }
}
