using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Turns values of one graph into tensors of a file.</summary>
/// <param name="indexOf">The tensor that stands for a value.</param>
internal sealed class TensorWriter(ConstantReader reader, BufferList buffers, Func<Value, int> indexOf, string graph)
{
    /// <summary>What a size that is not known until the model runs stands as.</summary>
    private const int StandInSize = 1;

    /// <exception cref="OctavoException">The value cannot stand in a file.</exception>
    public TensorTable Write(Value value, string name)
    {
        var where = $"{graph}, value {value}";
        RequireConsistent(value, where);
        var sizes = value.Shape.HasRank ? value.Shape.ToArray() : [];
        var table = new TensorTable
        {
            Name = name,
            Type = TypeOf(value, where),
            Shape = [.. sizes.Select(size => size == Shape.UnknownSize ? StandInSize : size)],
            ShapeSignature = value.Shape.HasRank && !value.Shape.IsKnown ? sizes : null,
            HasRank = value.Shape.HasRank,
            IsVariable = value.IsVariable,
            Quantization = WriteQuantization(value, where),
        };
        WriteElements(value, table, where);
        return table;
    }

    private void WriteElements(Value value, TensorTable table, string where)
    {
        if (value.Constant is not { } constant)
        {
            return;
        }

        if (value.Sparsity is FileSparsity { Parameters: var sparsity }
            && SparseExpansion.ToStored(sparsity, reader.Evaluate(constant), where) is { } stored)
        {
            table.Sparsity = sparsity;
            table.Buffer = buffers.AddSparse(constant, sparsity, stored.Length, where);
        }
        else
        {
            table.Buffer = buffers.Add(constant, where);
        }
    }

    private static TensorType TypeOf(Value value, string where) => Enum.IsDefined(value.ElementType)
        ? value.ElementType.ToSchema()
        : throw new OctavoException(
            ErrorKind.UnsupportedFeature, "an element type has no form in a .tflite file", where, "a type of the schema",
            value.ElementType.ToString());

    private static void RequireConsistent(Value value, string where)
    {
        if (value.Constant is not { } constant)
        {
            CheckedSize.RequireTensor(value.ElementType, value.Shape, where);
            return;
        }

        if (constant.ElementType != value.ElementType || constant.Shape != value.Shape)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "a constant has another type or shape than its value", where,
                $"{value.ElementType} {value.Shape}",
                $"{constant.ElementType} {constant.Shape}");
        }

        if (value.IsVariable)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "a variable with elements of its own cannot be written", where,
                "a variable that starts from zeros", "a constant",
                "Assign its first value in the graph.");
        }
    }

    private QuantizationParametersTable? WriteQuantization(Value value, string where)
    {
        if (value.Quantization is null && value.QuantizationDetail is null)
        {
            return null;
        }

        var table = new QuantizationParametersTable
        {
            Details = value.QuantizationDetail switch
            {
                null => null,
                BlockScales blocks => new BlockwiseQuantizationTable
                {
                    Scales = indexOf(blocks.Scales), ZeroPoints = -1, BlockSize = blocks.Size,
                },
                FileQuantization detail => QuantizationDetails.ToFile(detail, indexOf, where),
                var other => throw new OctavoException(
                    ErrorKind.UnsupportedFeature, "quantization of this kind has no form in a .tflite file", where,
                    "block-wise, multi-axis or custom", other.GetType().Name),
            },
        };
        if (value.Quantization is { } quantization)
        {
            RequireValid(quantization, value, where);
            table.Scale = [.. quantization.Scales];
            table.ZeroPoint = [.. quantization.ZeroPoints];
            table.QuantizedDimension = quantization.Axis;
        }

        return table;
    }

    private static void RequireValid(AffineQuantization quantization, Value value, string where)
    {
        var axis = quantization.Axis;
        if (quantization.Scales.Length == 0 || quantization.ZeroPoints.Length != quantization.Scales.Length)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "scales and zero points differ in number", where,
                $"{quantization.Scales.Length} of each, at least one",
                $"{quantization.ZeroPoints.Length} zero points");
        }

        if (quantization.IsPerChannel
            && (!value.Shape.HasRank || axis < 0 || axis >= value.Shape.Rank
                || (value.Shape[axis] != quantization.Scales.Length && value.Shape[axis] != Shape.UnknownSize)))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "the number of scales is not the size of their axis", where, $"as many as axis {axis} is long",
                $"{quantization.Scales.Length} scales");
        }

        if (quantization.Scales.Any(scale => !float.IsFinite(scale) || scale < 0))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "a scale is not valid", where, "finite and not negative",
                string.Join(", ", quantization.Scales.Where(scale => !float.IsFinite(scale) || scale < 0).Take(3)));
        }
    }
}
