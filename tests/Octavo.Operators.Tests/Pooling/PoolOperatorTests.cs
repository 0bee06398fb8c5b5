using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class PoolOperatorTests
{
    private static readonly Tensor Image = Tensor.From(new Shape(1, 3, 3, 1), 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);

    [Fact]
    public void An_average_counts_only_what_lies_inside() =>
        Assert.Equal([3f, 4.5f, 7.5f, 9f],
            NodeUnderTest.Run(new AveragePool2D(Padding.Same, 2, 2, 2, 2), Image)[0].Values<float>().ToArray());

    [Fact]
    public void A_maximum_drops_what_is_not_a_number()
    {
        var image = Tensor.From(new Shape(1, 2, 2, 2), float.NaN, 1f, -3f, 2f, -4f, float.NaN, -5f, 0f);
        Assert.Equal([-3f, 2f], NodeUnderTest.Run(new MaxPool2D(Padding.Valid, 1, 1, 2, 2), image)[0].Values<float>().ToArray());
    }

    [Fact]
    public void The_euclidean_pool_is_the_root_of_the_mean_square() =>
        Assert.Equal([MathF.Sqrt(46f / 4)], NodeUnderTest.Run(new L2Pool2D(Padding.Valid, 2, 2, 2, 2), Image)[0].Values<float>().ToArray());

    [Fact]
    public void A_fused_activation_clamps() =>
        Assert.Equal([5f, 6f, 6f, 6f],
            NodeUnderTest.Run(new MaxPool2D(Padding.Valid, 1, 1, 2, 2, FusedActivation.Relu6), Image)[0].Values<float>().ToArray());

    [Fact]
    public void A_window_larger_than_the_image_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new MaxPool2D(Padding.Valid, 1, 1, 4, 1), Image));
        Assert.Equal(ErrorKind.Shape, error.Kind);
    }
}
