using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Makes a tensor that a file or a data set holds fit an input, where there is only one way: axes of size 1 may be more or fewer, a matrix
/// may be a row, and reals become the integers of a quantized input. Whatever else differs is refused; that two shapes have as many
/// elements proves nothing.
/// </summary>
internal static class InputFit
{
    /// <param name="tensor">What is given.</param>
    /// <param name="input">Where it goes.</param>
    /// <param name="expected">The shape to fit: the declared one, or what the caller resized it to.</param>
    /// <param name="where">Names the tensor's place in errors.</param>
    /// <exception cref="OctavoException">InvalidData: type or shape is another, with what to do.</exception>
    public static Tensor Fit(Tensor tensor, InterpreterTensor input, Shape expected, string where) =>
        (tensor.ElementType == ElementType.String) == (input.ElementType == ElementType.String)
            ? Typed(Shaped(tensor, input, expected, where), input, where)
            : Typed(tensor, input, where);

    /// <summary>The same values for an input of another model: by way of reals where the elements are others.</summary>
    public static Tensor Convert(Tensor tensor, InterpreterTensor from, InterpreterTensor to, string where)
    {
        if (from.ElementType == to.ElementType && (Equals(from.Quantization, to.Quantization) || from.ElementType == ElementType.Float32))
        {
            return tensor;
        }

        return Typed(Reals(tensor, from), to, where);
    }

    /// <summary>What quantized elements stand for; others as they are.</summary>
    public static Tensor Reals(Tensor tensor, InterpreterTensor described)
    {
        if (!IsQuantized(described) || tensor.ElementType != described.ElementType)
        {
            return tensor;
        }

        var reals = new float[tensor.ElementCount];
        QuantizedElements.Dequantize(tensor.Bytes.Span, described.Quantization!, tensor.ElementType, reals);
        return Tensor.From(tensor.Shape, reals);
    }

    public static bool IsQuantized(InterpreterTensor tensor) =>
        tensor is { ElementType: ElementType.Int8 or ElementType.UInt8 or ElementType.Int16,
            Quantization: { IsPerChannel: false, Scale: > 0 } };

    private static Tensor Typed(Tensor tensor, InterpreterTensor input, string where)
    {
        if (tensor.ElementType == input.ElementType)
        {
            return tensor;
        }

        if (tensor.ElementType == ElementType.Float32 && IsQuantized(input))
        {
            var bytes = new byte[input.ElementType.SizeInBytes(tensor.ElementCount)];
            QuantizedElements.Quantize(tensor.Values<float>(), input.Quantization!, input.ElementType, bytes);
            return new Tensor(input.ElementType, tensor.Shape, bytes);
        }

        throw new OctavoException(
            ErrorKind.InvalidData, $"The elements do not fit input '{input.Name}'.", where, $"{input.ElementType} {input.DeclaredShape}",
                $"{tensor}", TypeHint(tensor.ElementType, input));
    }

    private static string TypeHint(ElementType found, InterpreterTensor input)
    {
        if (found == ElementType.UInt8 && input.ElementType is ElementType.Float32 or ElementType.Float16)
        {
            return "Bytes of pictures become floats by a preprocessing, such as --preprocess scale-255; an array of numbers by "
                + "array.astype(np.float32).";
        }

        if (found == ElementType.String || input.ElementType == ElementType.String)
        {
            return "Texts become numbers by a preprocessing, such as hashed-trigrams; numbers never become texts.";
        }

        var name = input.ElementType == ElementType.Boolean ? "bool_" : input.ElementType.ToString().ToLowerInvariant();
        return IsQuantized(input) && found.IsFloatingPoint()
            ? $"Save the reals as float32, array.astype(np.float32): they are then quantized as the input wants ({input.Quantization})."
            : $"With numpy: array.astype(np.{name}); a preprocessing has the key 'type'.";
    }

    private static Tensor Shaped(Tensor tensor, InterpreterTensor input, Shape expected, string where)
    {
        var shape = tensor.Shape;
        if (expected.Admits(shape))
        {
            return tensor;
        }

        if (expected.Admits(new Shape([1, .. shape.ToArray()])))
        {
            return tensor.Reshape(new Shape([1, .. shape.ToArray()]));
        }

        var target = expected.IsKnown ? expected : input.Shape;
        if (expected.Admits(target) && HasSameOrder(shape, target))
        {
            return tensor.Reshape(target);
        }

        throw new OctavoException(
            ErrorKind.InvalidData, $"The shape does not fit input '{input.Name}'.", where, $"{input.ElementType} {expected}", $"{tensor}",
                ShapeHint(shape, expected, input.Name));
    }

    /// <summary>
    /// Whether the elements of both stand in one order for every reader: equal but for sizes of 1, or one a matrix and the other its rows
    /// in a row.
    /// </summary>
    private static bool HasSameOrder(Shape found, Shape target)
    {
        if (found.ElementCount != target.ElementCount)
        {
            return false;
        }

        int[] Long(Shape shape) => [.. shape.ToArray().Where(size => size != 1)];
        var (own, wanted) = (Long(found), Long(target));
        return own.SequenceEqual(wanted) || (wanted.Length == 1 && own.Length <= 2);
    }

    private static string ShapeHint(Shape found, Shape expected, string name)
    {
        if (!expected.HasRank)
        {
            return "Give an array of the model's shape.";
        }

        if (found.Rank == 3 && expected.Rank == 4)
        {
            found = new Shape([1, .. found.ToArray()]);
        }

        if (found.Rank == 4 && expected.Rank == 4)
        {
            if (expected.Admits(Permuted(found, [0, 2, 3, 1])))
            {
                return "The channels stand first, and the model wants them last: \"layout\":\"nhwc\" in the preprocessing does that "
                    + "(with a preset: {\"preset\":\"torchvision-224\",\"layout\":\"nhwc\"}), numpy's array.transpose(0, 2, 3, 1) for an "
                    + "array.";
            }

            if (expected.Admits(Permuted(found, [0, 3, 1, 2])))
            {
                return "The channels stand last, and the model wants them first: \"layout\":\"nchw\" in the preprocessing does that, "
                    + "numpy's array.transpose(0, 3, 1, 2) for an array.";
            }
        }

        if (found.Rank == expected.Rank && found.Rank > 0 && expected.Admits(found.With(0, expected[0])))
        {
            return $"Only the batch is another: --batch {found[0]} resizes the model's inputs to it.";
        }

        if (expected.IsKnown && found.ElementCount == expected.ElementCount)
        {
            return $"If the elements stand in the model's order, say so with numpy: "
                + $"array.reshape({string.Join(", ", expected.ToArray())}).";
        }

        var resize = $"--input-shape {name}={string.Join(',', found.ToArray())}";
        return expected.Rank == 4 && expected.IsKnown && found.Rank == 4
            ? $"A preprocessing of pictures gives this size by its keys 'size' and 'resize'; {resize} has the model take the other one, "
            + $"where it can."
            : $"Give an array of the model's shape (an unknown size, ?, may be any), or {resize} where the model can take it.";
    }

    private static Shape Permuted(Shape shape, int[] axes) => new([.. axes.Select(axis => shape[axis])]);
}
