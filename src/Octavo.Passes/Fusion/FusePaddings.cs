using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Lets a VALID convolution pad its input itself, where SAME means the very zeros that PAD puts around it.</summary>
internal sealed class FusePaddings : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (IsValid(node.Operator) && node.Input(0).ProducerOf<Pad>() is { } pad
                && pad.Input(0).Shape is { HasRank: true, Rank: 4 } shape
                && pad.Input(0).IsPlainFloat() && node.Output.IsPlainFloat() && pad.Input(1)
                    .Integers() is [0, 0, var top, var bottom, var left, var right, 0, 0]
                && IsSame(node, shape, 1, top, bottom) && IsSame(node, shape, 2, left, right))
            {
                edit.Become(node, WithSame(node.Operator), [pad.Input(0), .. node.Inputs.Skip(1)]);
            }
        }
    }

    private static bool IsValid(Operator @operator) =>
        @operator is Conv2D { Padding: Padding.Valid } or DepthwiseConv2D { Padding: Padding.Valid };

    private static Operator WithSame(Operator @operator) => @operator is Conv2D convolution
        ? convolution with { Padding = Padding.Same }
        : (DepthwiseConv2D)@operator with { Padding = Padding.Same };

    private static bool IsSame(Node node, Shape input, int axis, int before, int after)
    {
        var filterSize = node.Input(1).Shape is { IsKnown: true } filter ? filter[axis] : 0;
        var (stride, dilation) = (node.Operator, axis) switch
        {
            (Conv2D convolution, 1) => (convolution.StrideHeight, convolution.DilationHeight),
            (Conv2D convolution, _) => (convolution.StrideWidth, convolution.DilationWidth),
            (DepthwiseConv2D convolution, 1) => (convolution.StrideHeight, convolution.DilationHeight),
            (DepthwiseConv2D convolution, _) => (convolution.StrideWidth, convolution.DilationWidth),
            _ => (0, 0),
        };
        return filterSize > 0 && SamePadding.Matches(input[axis], filterSize, stride, dilation, before, after);
    }
}
