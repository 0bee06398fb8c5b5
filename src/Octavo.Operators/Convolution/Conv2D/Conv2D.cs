using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Convolution of images. Inputs: image [batch, height, width, inputChannels]; filter [outputChannels, filterHeight, filterWidth,
/// inputChannels / groups]; optional bias [outputChannels]. Output [batch, outputHeight, outputWidth, outputChannels].
/// The number of groups follows from the shapes: group g reads the g-th run of input channels and gives the g-th run of output channels.
/// </summary>
/// <param name="QuantizedBiasType">The bias's type where activations are 16-bit integers; Float32 where the file doesn't say.</param>
internal sealed partial record Conv2D(
    Padding Padding,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    FusedActivation Activation = FusedActivation.None,
    ElementType QuantizedBiasType = ElementType.Float32) : Operator, IShapeInference, IWeighted, IMultiplyAdds, IAxisMap, IFusedActivation
{
    public override string Name => "CONV_2D";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    WeightLayout? IWeighted.Weights => new(0, 1, 2, 0, 3);

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 1) is [_, var height, var width, var inputs]
        ? MultiplyAdds.PerOutput(node, MultiplyAdds.Product(height, width, inputs)) : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var filter = context.Input(1).Shape;
        WeightedResult.CheckRank(context, "input", input.Shape, 4);
        WeightedResult.CheckRank(context, "filter", filter, 4);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        if (!input.Shape.HasRank || !filter.HasRank)
        {
            return [new TypedShape(type, new Shape(-1, -1, -1, filter.HasRank ? filter[0] : -1))];
        }

        CheckChannels(context, input.Shape, filter);
        WeightedResult.CheckBias(context, 2, filter[0]);
        return [new TypedShape(type, new Shape(
            input.Shape[0],
            WindowGeometry.OutputSizeOf(input.Shape[1], filter[1], StrideHeight, DilationHeight, Padding, context.Where),
            WindowGeometry.OutputSizeOf(input.Shape[2], filter[2], StrideWidth, DilationWidth, Padding, context.Where),
            filter[0]))];
    }

    private static void CheckChannels(ShapeContext context, Shape input, Shape filter)
    {
        var (inputChannels, filterChannels) = (input[3], filter[3]);
        if (inputChannels == Shape.UnknownSize || filterChannels == Shape.UnknownSize)
        {
            return;
        }

        if (filterChannels == 0 ? inputChannels != 0 : inputChannels % filterChannels != 0)
        {
            throw context.Mismatch(
                $"filter has {filterChannels} input channels, input has {inputChannels}",
                $"{filterChannels} input channels, or a multiple with groups", $"{input}");
        }

        var groups = filterChannels == 0 ? 1 : inputChannels / filterChannels;
        if (filter[0] != Shape.UnknownSize && groups != 0 && filter[0] % groups != 0)
        {
            throw context.Mismatch(
                $"filter has {filter[0]} output channels for {groups} groups of input channels", $"a multiple of {groups} output channels",
                $"{filter}");
        }
    }
}
