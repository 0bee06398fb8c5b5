using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>A block of a constant matrix: what some columns of a product read of some columns of its input.</summary>
/// <param name="Matrix">Float32 or int8, [outputs, inputs], or [inputs, outputs] where it <paramref name="IsTransposed"/>.</param>
/// <param name="Quantization">Of the matrix, scales along its outputs if there are several; null for float32.</param>
internal sealed record WeightCut(
    Constant Matrix, AffineQuantization? Quantization, bool IsTransposed, int FirstOutput, int Outputs, int FirstInput, int Inputs)
{
    /// <summary>Whether the elements, and what they stand for, are those of another block.</summary>
    public bool HasElementsOf(WeightCut other)
    {
        if (Outputs != other.Outputs || Inputs != other.Inputs || Matrix.ElementType != other.Matrix.ElementType
            || !Equals(Quantization, other.Quantization))
        {
            return false;
        }

        return (ReferenceEquals(Matrix, other.Matrix) && IsTransposed == other.IsTransposed && FirstOutput == other.FirstOutput
            && FirstInput == other.FirstInput)
            || ToConstant().HasElementsOf(other.ToConstant());
    }

    /// <summary>The block as [outputs, inputs].</summary>
    public Constant ToConstant()
    {
        var shape = new Shape(Outputs, Inputs);
        return Matrix.Shape == shape && !IsTransposed
            ? Matrix
            : ConstantComputation.Make(Matrix.ElementType, shape, Matrix.Origin.Length == 0 ? "cut" : $"{Matrix.Origin}, cut",
                () => Cut(Matrix.Evaluate(), shape), Matrix);
    }

    /// <summary>The scale of each output of the block; null for float32.</summary>
    public float[]? Scales() => Quantization is { } quantization
        ? [.. Enumerable.Range(FirstOutput, Outputs)
            .Select(output => quantization.IsPerChannel ? quantization.Scales[output] : quantization.Scale)]
        : null;

    private Tensor Cut(Tensor matrix, Shape shape)
    {
        var size = (int)matrix.ElementType.SizeInBytes(1);
        var source = matrix.Bytes.Span;
        var columns = matrix.Shape[1];
        var bytes = GC.AllocateUninitializedArray<byte>(checked(Outputs * Inputs * size));
        for (var output = 0; output < Outputs; output++)
        {
            var target = bytes.AsSpan(output * Inputs * size, Inputs * size);
            if (!IsTransposed)
            {
                source.Slice((((FirstOutput + output) * columns) + FirstInput) * size, Inputs * size).CopyTo(target);
                continue;
            }

            for (var input = 0; input < Inputs; input++)
            {
                source.Slice((((FirstInput + input) * columns) + FirstOutput + output) * size, size).CopyTo(target[(input * size)..]);
            }
        }

        return new Tensor(matrix.ElementType, shape, bytes);
    }
}
