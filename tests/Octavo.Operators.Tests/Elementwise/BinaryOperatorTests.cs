using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class BinaryOperatorTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 3, 4 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4 })]
    [InlineData(new[] { 4 }, new[] { 2, 3, 4 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 3, 1 })]
    [InlineData(new[] { 2, 1, 5 }, new[] { 4, 1 })]
    [InlineData(new[] { 1, 2, 1, 3, 1, 4 }, new[] { 2, 1, 3, 1, 2, 1 })]
    [InlineData(new int[] { }, new[] { 3, 2 })]
    [InlineData(new[] { 1 }, new int[] { })]
    [InlineData(new[] { 0, 4 }, new[] { 1, 4 })]
    public void Broadcasting_pairs_elements_by_their_coordinates(int[] leftSizes, int[] rightSizes)
    {
        var left = Counting(new Shape(leftSizes), 1);
        var right = Counting(new Shape(rightSizes), 1000);
        var result = NodeUnderTest.Run(new Sub(), left, right)[0];
        Assert.True(Shape.TryBroadcast(left.Shape, right.Shape, out var shape));
        Assert.Equal(shape, result.Shape);
        for (var index = 0; index < shape.ElementCount; index++)
        {
            Assert.Equal(
                left.Values<float>()[At(shape, left.Shape,
                    index)] - right.Values<float>()[At(shape, right.Shape, index)], result.Values<float>()[index]);
        }
    }

    [Fact]
    public void Integers_wrap_around()
    {
        var result = NodeUnderTest.Run(new Add(), Tensor.From(new Shape(2), int.MaxValue, 1), Tensor.From(new Shape(2), 1, 2))[0];
        Assert.Equal([int.MinValue, 3], result.Values<int>().ToArray());
    }

    [Fact]
    public void A_fused_activation_clamps_floats_and_integers()
    {
        var floats = NodeUnderTest.Run(new Add(FusedActivation.Relu6), Tensor.From(new Shape(3), -1f, 2f, 9f), Tensor.Scalar(0.5f))[0];
        Assert.Equal([0f, 2.5f, 6f], floats.Values<float>().ToArray());
        var integers = NodeUnderTest.Run(new Mul(FusedActivation.ReluMinus1To1), Tensor.From(new Shape(3), -3, 0, 9), Tensor.Scalar(2))[0];
        Assert.Equal([-1, 0, 1], integers.Values<int>().ToArray());
    }

    [Fact]
    public void Division_truncates_and_floor_division_floors()
    {
        var left = Tensor.From(new Shape(5), 7, -7, 7, -7, int.MinValue);
        var right = Tensor.From(new Shape(5), 2, 2, -2, -2, -1);
        Assert.Equal([3, -3, -3, 3, int.MinValue], NodeUnderTest.Run(new Div(), left, right)[0].Values<int>().ToArray());
        Assert.Equal([3, -4, -4, 3, int.MinValue], NodeUnderTest.Run(new FloorDiv(), left, right)[0].Values<int>().ToArray());
        Assert.Equal([1, 1, -1, -1, 0], NodeUnderTest.Run(new FloorMod(), left, right)[0].Values<int>().ToArray());
    }

    [Fact]
    public void An_integer_division_by_zero_is_an_error_of_the_data()
    {
        var error = Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new Div(), Tensor.Scalar(1), Tensor.Scalar(0)));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
    }

    [Fact]
    public void A_maximum_takes_the_right_side_where_the_left_is_not_a_number()
    {
        var left = Tensor.From(new Shape(3), float.NaN, 1f, 2f);
        var right = Tensor.From(new Shape(3), 5f, float.NaN, 1f);
        Assert.Equal([5f, float.NaN, 2f], NodeUnderTest.Run(new Maximum(), left, right)[0].Values<float>().ToArray());
    }

    [Fact]
    public void A_comparison_gives_booleans()
    {
        var result = NodeUnderTest.Run(new LessEqual(), Tensor.From(new Shape(3), 1f, 2f, float.NaN), Tensor.Scalar(1f))[0];
        Assert.Equal(ElementType.Boolean, result.ElementType);
        Assert.Equal([true, false, false], result.Values<bool>().ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_refused()
    {
        var error =
            Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new Add(), Counting(new Shape(3), 0), Counting(new Shape(2), 0)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
    }

    [Fact]
    public void Half_precision_is_computed_in_float_and_rounded_once()
    {
        var result = NodeUnderTest.Run(new Mul(), Tensor.From(new Shape(2), (Half)1.5f, (Half)60000f), Tensor.Scalar((Half)3f))[0];
        Assert.Equal([(Half)4.5f, Half.PositiveInfinity], result.Values<Half>().ToArray());
    }

    private static Tensor Counting(Shape shape, int first) =>
        Tensor.From(shape, [.. Enumerable.Range(first, (int)shape.ElementCount).Select(value => (float)(value * value))]);

    /// <summary>Where an operand holds what the output's element reads.</summary>
    private static int At(Shape output, Shape operand, int index)
    {
        var position = 0;
        var stride = 1;
        for (var axis = 1; axis <= output.Rank; axis++)
        {
            var coordinate = index % output[-axis];
            index /= output[-axis];
            if (axis <= operand.Rank)
            {
                position += operand[-axis] == 1 ? 0 : coordinate * stride;
                stride *= operand[-axis];
            }
        }

        return position;
    }
}
