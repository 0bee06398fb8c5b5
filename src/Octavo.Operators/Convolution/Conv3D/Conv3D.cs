using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Convolution of volumes. Inputs: volume [batch, depth, height, width, inputChannels]; filter [filterDepth, filterHeight, filterWidth,
/// inputChannels, outputChannels]; optional bias [outputChannels]. Output [batch, outputDepth, outputHeight, outputWidth, outputChannels].
/// </summary>
internal sealed partial record Conv3D(
    Padding Padding,
    int StrideDepth = 1,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationDepth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    FusedActivation Activation = FusedActivation.None) : Operator, IShapeInference, IMultiplyAdds, IAxisMap, IFusedActivation
{
    public override string Name => "CONV_3D";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 1) is [var depth, var height, var width, var inputs, _]
        ? MultiplyAdds.PerOutput(node, MultiplyAdds.Product(depth, height, width, inputs)) : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var filter = context.Input(1).Shape;
        WeightedResult.CheckRank(context, "input", input.Shape, 5);
        WeightedResult.CheckRank(context, "filter", filter, 5);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        if (!input.Shape.HasRank || !filter.HasRank)
        {
            return [new TypedShape(type, new Shape(-1, -1, -1, -1, filter.HasRank ? filter[4] : -1))];
        }

        if (input.Shape[4] != filter[3] && input.Shape[4] != Shape.UnknownSize && filter[3] != Shape.UnknownSize)
        {
            throw context.Mismatch($"filter has {filter[3]} input channels, input has {input.Shape[4]}", $"{filter[3]} input channels",
                $"{input.Shape}");
        }

        WeightedResult.CheckBias(context, 2, filter[4]);
        return [new TypedShape(type, new Shape(
            input.Shape[0],
            WindowGeometry.OutputSizeOf(input.Shape[1], filter[0], StrideDepth, DilationDepth, Padding, context.Where),
            WindowGeometry.OutputSizeOf(input.Shape[2], filter[1], StrideHeight, DilationHeight, Padding, context.Where),
            WindowGeometry.OutputSizeOf(input.Shape[3], filter[2], StrideWidth, DilationWidth, Padding, context.Where),
            filter[4]))];
    }
}
