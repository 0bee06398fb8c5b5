using Octavo.Tensors;

namespace Octavo.Tensors.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void A_default_shape_has_no_rank_and_a_scalar_has_one_element()
    {
        Assert.False(default(Shape).HasRank);
        Assert.Equal(1, Shape.Scalar.ElementCount);
        Assert.NotEqual(default, Shape.Scalar);
    }

    [Fact]
    public void Sizes_align_at_the_end_when_shapes_broadcast()
    {
        Assert.True(Shape.TryBroadcast(new Shape(4, 1, 3), new Shape(5, 1), out var result));
        Assert.Equal(new Shape(4, 5, 3), result);
    }

    [Fact]
    public void Sizes_that_differ_and_are_not_one_do_not_broadcast() =>
        Assert.False(Shape.TryBroadcast(new Shape(4, 2), new Shape(3), out _));

    [Fact]
    public void An_unknown_size_takes_a_known_one_above_one()
    {
        Assert.True(Shape.TryBroadcast(new Shape(-1, 3), new Shape(7, 1), out var result));
        Assert.Equal(new Shape(7, 3), result);
    }

    [Fact]
    public void An_element_count_beyond_64_bits_is_refused() =>
        Assert.Equal(ErrorKind.Shape,
            Assert.Throws<OctavoException>(() => new Shape(int.MaxValue, int.MaxValue, int.MaxValue).ElementCount).Kind);
}
