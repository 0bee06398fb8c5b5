using System.Runtime.InteropServices;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Constants made of constants: at once where all of them are small, when they are asked for otherwise.</summary>
internal static class ConstantComputation
{
    public static Constant One { get; } = Scalar(1);

    public static Constant Scalar(float number) => Constant.From(Tensor.Scalar(number));

    /// <summary>What an operator with one output computes of constants.</summary>
    public static Constant Apply(Operator @operator, params Constant[] operands)
    {
        var builder = new GraphBuilder(@operator.Name);
        var result = builder.Emit(@operator, [.. operands.Select(operand => builder.Edit.AddConstant("operand", operand))]);
        var node = result.Producer!;
        return Make(
            result.ElementType, result.Shape, $"{operands[0].Origin}, {@operator.Name}".TrimStart(',', ' '),
            () => NodeEvaluator.Evaluate(node, [.. operands.Select(operand => operand.Evaluate())])[0], operands);
    }

    /// <summary>The same elements under another shape.</summary>
    public static Constant Under(this Constant constant, Shape shape) => constant.Shape == shape
        ? constant
        : constant.Shared(constant.ElementType, shape, "reshaped", tensor => tensor.Reshape(shape));

    /// <summary>A single float, <paramref name="count"/> times.</summary>
    public static Constant Repeated(this Constant constant, int count) =>
        constant.Shared(ElementType.Float32, new Shape(count), "repeated", tensor =>
        {
            var elements = new float[count];
            Array.Fill(elements, tensor.Values<float>()[0]);
            return Tensor.From(new Shape(count), elements);
        });

    /// <summary>Float32 weights times one factor for each position of an axis.</summary>
    /// <param name="factors">Float32 [weights.Shape[axis]].</param>
    public static Constant ScaledAlong(this Constant weights, int axis, Constant factors) =>
        Make(ElementType.Float32, weights.Shape, $"{weights.Origin}, scaled", () => Scale(weights.Evaluate(), axis, factors.Evaluate()),
            weights, factors);

    /// <summary>A float32 matrix [rows, columns] as [columns, rows].</summary>
    public static Constant Transposed(this Constant matrix)
    {
        var shape = new Shape(matrix.Shape[1], matrix.Shape[0]);
        return matrix.Shared(ElementType.Float32, shape, "transposed", tensor => Transpose(tensor, shape));
    }

    /// <summary>A constant that is computed at once where its operands and itself are small.</summary>
    public static Constant Make(ElementType elementType, Shape shape, string origin,
        Func<Tensor> evaluate, params IReadOnlyList<Constant> operands)
    {
        var lazy = Constant.Lazy(elementType, shape, origin, evaluate, operands);
        return operands.All(operand => operand.IsSmall()) && lazy.IsSmall()
            ? Constant.From(lazy.Evaluate(), origin).Named(lazy.SourceNames) : lazy;
    }

    private static Constant Shared(this Constant constant, ElementType elementType, Shape shape, string step,
        Func<Tensor, Tensor> transform) =>
        Make(elementType, shape, constant.Origin.Length == 0 ? step : $"{constant.Origin}, {step}", () => transform(constant.Evaluate()),
            constant);

    private static Tensor Scale(Tensor weights, int axis, Tensor factors)
    {
        var inner = weights.Shape.ElementCountBetween(axis + 1, weights.Shape.Rank);
        var source = weights.Values<float>();
        var scale = factors.Values<float>();
        var bytes = GC.AllocateUninitializedArray<byte>(weights.Bytes.Length);
        var result = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        var position = 0;
        while (position < source.Length)
        {
            foreach (var factor in scale)
            {
                for (var end = position + inner; position < end; position++)
                {
                    result[position] = source[position] * factor;
                }
            }
        }

        return new Tensor(ElementType.Float32, weights.Shape, bytes);
    }

    private static Tensor Transpose(Tensor matrix, Shape shape)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(matrix.Bytes.Length);
        MatrixTransposition.Run(matrix.Values<float>(), MemoryMarshal.Cast<byte, float>(bytes.AsSpan()), shape[1], shape[0]);
        return new Tensor(ElementType.Float32, shape, bytes);
    }
}
