using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The gradient of a convolution with respect to its image: each input pixel adds its multiple of the filter to the output.
/// Inputs: output shape, int32 [4]; filter [outputChannels, filterHeight, filterWidth, inputChannels]; input [batch, height, width,
/// inputChannels]; optional bias [outputChannels]. Output [batch, outputHeight, outputWidth, outputChannels], whose windows lie where those
/// of a convolution from the output's size to the input's size would lie.
/// </summary>
/// <param name="QuantizedBiasType">The bias's type where activations are 16-bit integers; Float32 where the file doesn't say.</param>
internal sealed partial record TransposeConv(
    Padding Padding,
    int StrideHeight = 1,
    int StrideWidth = 1,
    FusedActivation Activation = FusedActivation.None,
    ElementType QuantizedBiasType = ElementType.Float32) : Operator, IShapeInference, IWeighted, IMultiplyAdds, IAxisMap, IFusedActivation
{
    public override string Name => "TRANSPOSE_CONV";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(2, 0) : AxisSource.None;

    WeightLayout? IWeighted.Weights => new(2, 1, 3, 0, 3);

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 1) is [var outputs, var height, var width, _]
        ? MultiplyAdds.PerInput(node, 2, MultiplyAdds.Product(outputs, height, width)) : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var filter = context.Input(1).Shape;
        var input = context.Input(2);
        WeightedResult.CheckRank(context, "filter", filter, 4);
        WeightedResult.CheckRank(context, "input", input.Shape, 4);
        if (filter.HasRank && input.Shape.HasRank && filter[3] != input.Shape[3] && filter[3] != Shape.UnknownSize
            && input.Shape[3] != Shape.UnknownSize)
        {
            throw context.Mismatch($"filter has {filter[3]} input channels, input has {input.Shape[3]}", $"{filter[3]} input channels",
                $"{input.Shape}");
        }

        var outputChannels = filter.HasRank ? filter[0] : Shape.UnknownSize;
        WeightedResult.CheckBias(context, 3, outputChannels);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        var shape =
            new Shape(input.Shape.HasRank ? input.Shape[0] : Shape.UnknownSize, Shape.UnknownSize, Shape.UnknownSize, outputChannels);
        if (context.KnownIntegers(0) is { } sizes)
        {
            CheckOutputShape(sizes, filter, input.Shape, context.Where);
            shape = new Shape(sizes);
        }

        return [new TypedShape(type, shape)];
    }

    /// <summary>Whether a convolution would turn this output into this input.</summary>
    /// <exception cref="OctavoException">Kind Shape: it would not.</exception>
    private void CheckOutputShape(int[] sizes, Shape filter, Shape input, string where)
    {
        var expected = new Shape(
            input.HasRank ? input[0] : -1, Shape.UnknownSize, Shape.UnknownSize, filter.HasRank ? filter[0] : Shape.UnknownSize);
        if (sizes.Length != 4 || sizes.Any(size => size < 0) || !expected.Admits(new Shape(sizes)))
        {
            throw new OctavoException(ErrorKind.Shape, "the output shape fits neither filter nor input", where, $"{expected}",
                $"[{string.Join(',', sizes)}]");
        }

        CheckAxis(sizes[1], 1, StrideHeight, filter, input, where);
        CheckAxis(sizes[2], 2, StrideWidth, filter, input, where);
    }

    private void CheckAxis(int size, int axis, int stride, Shape filter, Shape input, string where)
    {
        if (!filter.HasRank || !input.HasRank || filter[axis] == Shape.UnknownSize || input[axis] == Shape.UnknownSize)
        {
            return;
        }

        var expected = WindowGeometry.Along(size, filter[axis], stride, 1, Padding, where).OutputSize;
        if (expected != input[axis])
        {
            throw new OctavoException(
                ErrorKind.Shape, $"a convolution of {size} gives {expected} along axis {axis}, input has {input[axis]}", where,
                $"an input of size {expected}", $"{input}");
        }
    }
}
