using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The gradient of a convolution with respect to its volume: each input voxel adds its multiple of the filter to the output. Inputs: output
/// shape, int32 [5]; filter [filterDepth, filterHeight, filterWidth, outputChannels, inputChannels]; input [batch, depth, height, width,
/// inputChannels]; optional bias [outputChannels]. Output [batch, outputDepth, outputHeight, outputWidth, outputChannels], whose windows
/// lie where those of a convolution from the output's size to the input's size would lie.
/// </summary>
internal sealed partial record Conv3DTranspose(
    Padding Padding,
    int StrideDepth = 1,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationDepth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    FusedActivation Activation = FusedActivation.None) : Operator, IShapeInference, IAxisMap, IFusedActivation
{
    public override string Name => "CONV_3D_TRANSPOSE";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(2, 0) : AxisSource.None;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var filter = context.Input(1).Shape;
        var input = context.Input(2);
        WeightedResult.CheckRank(context, "filter", filter, 5);
        WeightedResult.CheckRank(context, "input", input.Shape, 5);
        if (filter.HasRank && input.Shape.HasRank && filter[4] != input.Shape[4] && filter[4] != Shape.UnknownSize
            && input.Shape[4] != Shape.UnknownSize)
        {
            throw context.Mismatch($"filter has {filter[4]} input channels, input has {input.Shape[4]}", $"{filter[4]} input channels",
                $"{input.Shape}");
        }

        var outputChannels = filter.HasRank ? filter[3] : Shape.UnknownSize;
        WeightedResult.CheckBias(context, 3, outputChannels);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        var shape = new Shape(input.Shape.HasRank ? input.Shape[0] : Shape.UnknownSize, -1, -1, -1, outputChannels);
        if (context.KnownIntegers(0) is { } sizes)
        {
            CheckOutputShape(context, sizes, shape, filter, input.Shape);
            shape = context.Bounded(sizes);
        }

        return [new TypedShape(type, shape)];
    }

    private WindowGeometry Windows(int axis, int outputSize, int filterSize, string where) => axis switch
    {
        0 => WindowGeometry.Along(outputSize, filterSize, StrideDepth, DilationDepth, Padding, where),
        1 => WindowGeometry.Along(outputSize, filterSize, StrideHeight, DilationHeight, Padding, where),
        _ => WindowGeometry.Along(outputSize, filterSize, StrideWidth, DilationWidth, Padding, where),
    };

    /// <summary>Whether a convolution would turn this output into this input.</summary>
    /// <exception cref="OctavoException">Kind Shape: it would not.</exception>
    private void CheckOutputShape(ShapeContext context, int[] sizes, Shape expected, Shape filter, Shape input)
    {
        if (sizes.Length != 5 || sizes.Any(size => size < 0) || !expected.Admits(new Shape(sizes)))
        {
            throw context.Mismatch("the output shape fits neither filter nor input", $"{expected}", $"[{string.Join(',', sizes)}]");
        }

        for (var axis = 0; axis < 3 && filter.HasRank && input.HasRank; axis++)
        {
            if (filter[axis] != Shape.UnknownSize && input[axis + 1] != Shape.UnknownSize
                && Windows(axis, sizes[axis + 1], filter[axis], context.Where).OutputSize is var size && size != input[axis + 1])
            {
                throw context.Mismatch(
                    $"a convolution of {sizes[axis + 1]} gives {size} along axis {axis + 1}, input has {input[axis + 1]}",
                    $"an input of size {size}", $"{input}");
            }
        }
    }
}
