using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class ReduceOperatorTests
{
    private static readonly Tensor Data =
        Tensor.From(new Shape(2, 3, 4), [.. Enumerable.Range(0, 24).Select(value => (float)((value * 7 % 11) - 5))]);

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { -1, 0 })]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new int[] { })]
    public void Sums_are_taken_over_the_named_axes(int[] axes)
    {
        var result = NodeUnderTest.Run(new Sum(true), Data, Tensor.From(new Shape(axes.Length), axes))[0];
        var expected = new float[result.Shape.ElementCount];
        var isReduced = Enumerable.Range(0, 3).Select(axis => axes.Contains(axis) || axes.Contains(axis - 3)).ToArray();
        for (var index = 0; index < 24; index++)
        {
            var coordinates = new[] { index / 12, index / 4 % 3, index % 4 };
            var at = 0;
            for (var axis = 0; axis < 3; axis++)
            {
                at = (at * result.Shape[axis]) + (isReduced[axis] ? 0 : coordinates[axis]);
            }

            expected[at] += Data.Values<float>()[index];
        }

        Assert.Equal(expected, result.Values<float>().ToArray());
    }

    [Fact]
    public void Reduced_axes_go_or_stay_with_size_one()
    {
        var axes = Tensor.From(new Shape(2), 0, -1);
        Assert.Equal(new Shape(3), NodeUnderTest.Run(new Mean(false), Data, axes)[0].Shape);
        Assert.Equal(new Shape(1, 3, 1), NodeUnderTest.Run(new Mean(true), Data, axes)[0].Shape);
    }

    [Fact]
    public void Nothing_reduces_to_the_neutral_element()
    {
        var nothing = Tensor.From(new Shape(0, 2), Array.Empty<float>());
        Assert.Equal([0f, 0f], Over(new Sum(false), nothing));
        Assert.Equal([1f, 1f], Over(new ReduceProd(false), nothing));
        Assert.Equal([float.MinValue, float.MinValue], Over(new ReduceMax(false), nothing));
        Assert.Equal([float.MaxValue, float.MaxValue], Over(new ReduceMin(false), nothing));
        Assert.Equal([float.NaN, float.NaN], Over(new Mean(false), nothing));
    }

    [Fact]
    public void The_mean_of_integers_is_wide_and_truncates_toward_zero()
    {
        var data = Tensor.From(new Shape(2, 2), int.MaxValue, -1, int.MaxValue - 1, -2);
        Assert.Equal([int.MaxValue - 1, -1],
            NodeUnderTest.Run(new Mean(false), data, Tensor.From(new Shape(1), 0))[0].Values<int>().ToArray());
    }

    [Fact]
    public void Booleans_reduce_to_any_and_all()
    {
        var data = Tensor.From(new Shape(2, 2), true, false, true, true);
        var axes = Tensor.From(new Shape(1), 1);
        Assert.Equal([true, true], NodeUnderTest.Run(new ReduceAny(false), data, axes)[0].Values<bool>().ToArray());
        Assert.Equal([false, true], NodeUnderTest.Run(new ReduceAll(false), data, axes)[0].Values<bool>().ToArray());
    }

    [Fact]
    public void An_axis_beyond_the_rank_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new Sum(false), Data, Tensor.From(new Shape(1), 3)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
    }

    private static float[] Over(Operator reduction, Tensor data) =>
        NodeUnderTest.Run(reduction, data, Tensor.From(new Shape(1), 0))[0].Values<float>().ToArray();
}
