using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class ResizeOperatorTests
{
    private static readonly Tensor Row = Tensor.From(new Shape(1, 1, 2, 1), 0f, 4f);

    [Fact]
    public void Bilinear_positions_follow_their_options()
    {
        Assert.Equal([0f, 2f, 4f, 4f], Resize(new ResizeBilinear(false, false), 4));
        Assert.Equal([0f, 1f, 3f, 4f], Resize(new ResizeBilinear(false, true), 4));
        Assert.Equal([0f, 1f, 2f, 3f, 4f], Resize(new ResizeBilinear(true, false), 5));
    }

    [Fact]
    public void Nearest_positions_follow_their_options()
    {
        Assert.Equal([0f, 0f, 4f], Resize(new ResizeNearestNeighbor(false, false), 3));
        Assert.Equal([0f, 4f, 4f], Resize(new ResizeNearestNeighbor(false, true), 3));
        Assert.Equal([0f, 4f, 4f], Resize(new ResizeNearestNeighbor(true, false), 3));
    }

    [Fact]
    public void Any_element_type_is_picked()
    {
        var image = Tensor.From(new Shape(1, 2, 1, 2), (sbyte)1, (sbyte)2, (sbyte)3, (sbyte)4);
        var result = NodeUnderTest.Run(new ResizeNearestNeighbor(false, false), image, Tensor.From(new Shape(2), 1, 2))[0];
        Assert.Equal([1, 2, 1, 2], result.Values<sbyte>().ToArray());
    }

    [Fact]
    public void A_size_of_zero_is_refused() => Assert.Equal(
        ErrorKind.Shape, Assert.Throws<OctavoException>(() => Resize(new ResizeBilinear(false, false), 0)).Kind);

    private static float[] Resize(Operator @operator, int width) =>
        NodeUnderTest.Run(@operator, Row, Tensor.From(new Shape(2), 1, width))[0].Values<float>().ToArray();
}
