using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Resizes images. Inputs: [batch, height, width, channels]; new height and width, int32 [2]. Output: [batch, new height, new width,
/// channels].
/// </summary>
/// <param name="AlignCorners">Whether the first and last positions of input and output coincide.</param>
/// <param name="HalfPixelCenters">Whether positions are the middles of their elements.</param>
internal abstract record ResizeOperator(bool AlignCorners, bool HalfPixelCenters) : Operator, IShapeInference, IAxisMap
{
    public AxisSource SourceOf(Node node, int output, int axis) => axis is 0 or 3 ? AxisSource.Size(0, axis) : AxisSource.None;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        if (input.Shape.HasRank && input.Shape.Rank != 4)
        {
            throw context.Mismatch("the input of a resize has another rank", "[batch, height, width, channels]", input.Shape.ToString());
        }

        if (AlignCorners && HalfPixelCenters && !AdmitsBothRules)
        {
            throw context.Mismatch("positions cannot be middles of elements and coincide at the corners as well",
                "align_corners or half_pixel_centers", "both");
        }

        var sizes = context.KnownIntegers(1) ?? [Shape.UnknownSize, Shape.UnknownSize];
        if (sizes.Length != 2 || (context.Known(1) is not null && (sizes[0] < 1 || sizes[1] < 1)))
        {
            throw context.Mismatch("the new size is not valid", "a height and a width of at least 1", $"[{string.Join(',', sizes)}]");
        }

        return input.Shape.HasRank
            ? [new(input.ElementType, new Shape(input.Shape[0], sizes[0], sizes[1], input.Shape[3]))]
            : [input];
    }

    /// <summary>Whether both rules of positions may hold together.</summary>
    private protected virtual bool AdmitsBothRules => true;

    private protected ResizeScale Height(Operand input, Operand output) =>
        new(input.Shape[1], output.Shape[1], AlignCorners, HalfPixelCenters);

    private protected ResizeScale Width(Operand input, Operand output) =>
        new(input.Shape[2], output.Shape[2], AlignCorners, HalfPixelCenters);
}
