using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Convolution of each channel by itself. Inputs: image [batch, height, width, inputChannels]; filter [1, filterHeight, filterWidth,
/// outputChannels]; optional bias [outputChannels]. Output [batch, outputHeight, outputWidth, outputChannels]; output channel c reads input
/// channel c / multiplier, where multiplier = outputChannels / inputChannels.
/// </summary>
/// <param name="DepthMultiplier">As the file says it; the shapes decide, so files with 0 work too.</param>
internal sealed partial record DepthwiseConv2D(
    Padding Padding,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    int DepthMultiplier = 1,
    FusedActivation Activation = FusedActivation.None) : Operator, IShapeInference, IWeighted, IMultiplyAdds, IAxisMap, IFusedActivation
{
    public override string Name => "DEPTHWISE_CONV_2D";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    WeightLayout? IWeighted.Weights => new(0, 1, 2, 3, null);

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 1) is [_, var height, var width, _] ? MultiplyAdds.PerOutput(node, MultiplyAdds.Product(height, width))
        : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var filter = context.Input(1).Shape;
        WeightedResult.CheckRank(context, "input", input.Shape, 4);
        WeightedResult.CheckRank(context, "filter", filter, 4);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        if (!input.Shape.HasRank || !filter.HasRank)
        {
            return [new TypedShape(type, new Shape(-1, -1, -1, filter.HasRank ? filter[3] : -1))];
        }

        CheckChannels(context, input.Shape, filter);
        WeightedResult.CheckBias(context, 2, filter[3]);
        return [new TypedShape(type, new Shape(
            input.Shape[0],
            WindowGeometry.OutputSizeOf(input.Shape[1], filter[1], StrideHeight, DilationHeight, Padding, context.Where),
            WindowGeometry.OutputSizeOf(input.Shape[2], filter[2], StrideWidth, DilationWidth, Padding, context.Where),
            filter[3]))];
    }

    private static void CheckChannels(ShapeContext context, Shape input, Shape filter)
    {
        if (filter[0] is not (1 or Shape.UnknownSize))
        {
            throw context.Mismatch($"filter has {filter[0]} as first size", "1", $"{filter}");
        }

        var (inputChannels, outputChannels) = (input[3], filter[3]);
        if (inputChannels != Shape.UnknownSize && outputChannels != Shape.UnknownSize
            && (inputChannels == 0 ? outputChannels != 0 : outputChannels % inputChannels != 0))
        {
            throw context.Mismatch(
                $"filter has {outputChannels} channels, input has {inputChannels}", $"a multiple of {inputChannels} channels in the filter",
                $"{filter} and {input}");
        }
    }
}
