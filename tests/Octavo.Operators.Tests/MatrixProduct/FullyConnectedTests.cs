using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class FullyConnectedTests
{
    [Theory]
    [InlineData(1, 1, 1, true)]
    [InlineData(3, 17, 5, true)]
    [InlineData(4, 33, 64, false)]
    [InlineData(1, 300, 40, true)]
    public void Each_output_is_the_bias_plus_the_sum_over_the_depth(int rows, int depth, int outputs, bool hasBias)
    {
        var input = RandomTensor.Floats(1, rows, depth);
        var weights = RandomTensor.Floats(2, outputs, depth);
        var bias = hasBias ? RandomTensor.Floats(3, outputs) : null;
        var result = WeightedNode.Run(new FullyConnected(), input, weights, bias);
        Assert.Equal(new Shape(rows, outputs), result.Shape);
        ExpectedSum.AssertEqual(Expected(input, weights, bias), result);
    }

    [Theory]
    [InlineData(FusedActivation.Relu, 0, double.PositiveInfinity)]
    [InlineData(FusedActivation.Relu6, 0, 6)]
    [InlineData(FusedActivation.ReluMinus1To1, -1, 1)]
    public void Fused_clamps_bound_the_sums(object declaredActivation, double minimum, double maximum)
    {
        var activation = (FusedActivation)declaredActivation;
        var input = RandomTensor.Floats(4, 5, 20);
        var weights = RandomTensor.Floats(5, 37, 20);
        ExpectedSum.AssertEqual(Expected(input, weights, null), WeightedNode.Run(new FullyConnected(activation), input, weights, null),
            minimum, maximum);
    }

    [Fact]
    public void The_fused_sign_bit_is_1_for_negative_sums()
    {
        var result = WeightedNode.Run(
            new FullyConnected(FusedActivation.SignBit), Tensor.From(new Shape(1, 1), 2f), Tensor.From(new Shape(3, 1), 1f, -1f, 0f), null);
        Assert.Equal([0f, 1f, 0f], result.Values<float>());
    }

    [Fact]
    public void The_fused_hyperbolic_tangent_is_that_of_the_sums()
    {
        var input = RandomTensor.Floats(1, 3, 9);
        var weights = RandomTensor.Floats(2, 40, 9);
        Assert.Equal(
            WeightedNode.Run(new Tanh(), WeightedNode.Run(new FullyConnected(), input, weights, null)).Values<float>(),
            WeightedNode.Run(new FullyConnected(FusedActivation.Tanh), input, weights, null).Values<float>());
    }

    [Fact]
    public void Weights_that_are_computed_give_the_bits_of_constant_ones()
    {
        var input = RandomTensor.Floats(6, 3, 19);
        foreach (var outputs in new[] { 7, 41 })
        {
            var weights = RandomTensor.Floats(7, outputs, 19);
            Assert.Equal(
                WeightedNode.Run(new FullyConnected(), input, weights, null).Values<float>(),
                WeightedNode.Run(new FullyConnected(), input, WeightedNode.Computed(weights), null).Values<float>());
        }
    }

    [Fact]
    public void The_input_is_read_as_rows_of_the_depth_whatever_its_shape()
    {
        var input = RandomTensor.Floats(8, 2, 3, 4);
        var weights = RandomTensor.Floats(9, 5, 8);
        var result = WeightedNode.Run(new FullyConnected(), input, weights, null);
        Assert.Equal(new Shape(3, 5), result.Shape);
        ExpectedSum.AssertEqual(Expected(input, weights, null), result);
    }

    [Fact]
    public void Kept_axes_are_those_of_the_input()
    {
        var result =
            WeightedNode.Run(new FullyConnected(KeepRank: true), RandomTensor.Floats(8, 2, 3, 4), RandomTensor.Floats(9, 5, 4), null);
        Assert.Equal(new Shape(2, 3, 5), result.Shape);
    }

    [Fact]
    public void Weights_of_another_depth_are_refused_with_both_depths()
    {
        var error = Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new FullyConnected(KeepRank: true), RandomTensor.Floats(1, 2, 3), RandomTensor.Floats(2, 5, 4)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("depth 4", error.Message);
        Assert.Contains("block1/node", error.Message);
    }

    [Fact]
    public void A_bias_of_another_length_is_refused() =>
        Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new FullyConnected(), RandomTensor.Floats(1, 2, 4), RandomTensor.Floats(2, 5, 4), RandomTensor.Floats(3, 4)));

    [Fact]
    public void Shuffled_weights_are_refused_with_the_reason()
    {
        var node = WeightedNode.Node(new FullyConnected(WeightsFormat: FullyConnectedWeightsFormat.Shuffled4x16),
            RandomTensor.Floats(1, 2, 4), RandomTensor.Floats(2, 5, 4));
        Assert.Null(KernelSelection.Choose(node, out var reason));
        Assert.Contains("shuffled", reason);
    }

    [Fact]
    public void A_depth_of_zero_gives_the_bias() =>
        Assert.Equal([1f, 2f], WeightedNode.Run(
            new FullyConnected(KeepRank: true), RandomTensor.Floats(1, 1, 0), RandomTensor.Floats(2, 2, 0),
            Tensor.From(new Shape(2), 1f, 2f)).Values<float>());

    private static ExpectedSum[] Expected(Tensor input, Tensor weights, Tensor? bias)
    {
        var (outputs, depth) = (weights.Shape[0], weights.Shape[1]);
        var expected = new ExpectedSum[input.ElementCount / depth * outputs];
        for (var index = 0; index < expected.Length; index++)
        {
            for (var k = 0; k < depth; k++)
            {
                expected[index]
                    .Add(input.Values<float>()[(index / outputs * depth) + k], weights.Values<float>()[(index % outputs * depth) + k]);
            }

            if (bias is not null)
            {
                expected[index].Add(bias.Values<float>()[index % outputs], 1);
            }
        }

        return expected;
    }
}
