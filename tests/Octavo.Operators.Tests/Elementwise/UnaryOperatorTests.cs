using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class UnaryOperatorTests
{
    private static readonly Tensor Data = Tensor.From(new Shape(2, 3), -2.5f, -0.5f, 0f, 0.5f, 3f, 7f);

    [Fact]
    public void Activations_follow_their_definitions()
    {
        Assert.Equal([0f, 0f, 0f, 0.5f, 3f, 7f], Run(new Relu()));
        Assert.Equal([0f, 0f, 0f, 0.5f, 3f, 6f], Run(new Relu6()));
        Assert.Equal([-1f, -0.5f, 0f, 0.5f, 1f, 1f], Run(new ReluMinus1To1()));
        Assert.Equal([0f, 0f, 0f, 0.5f, 1f, 1f], Run(new Relu0To1()));
        Assert.Equal([-0.625f, -0.125f, 0f, 0.5f, 3f, 7f], Run(new LeakyRelu(0.25f)));
        Assert.Equal(0.5f, Run(new Logistic())[2]);
        Assert.Equal(0f, Run(new Tanh())[2]);
    }

    [Fact]
    public void Rounding_goes_to_even_and_small_negatives_become_plus_zero()
    {
        var rounded = Run(new Round());
        Assert.Equal([-2f, 0f, 0f, 0f, 3f, 7f], rounded);
        Assert.False(float.IsNegative(rounded[1]));
    }

    [Fact]
    public void Integers_have_magnitudes_signs_and_negatives()
    {
        var data = Tensor.From(new Shape(3), int.MinValue, -3, 4);
        Assert.Equal([int.MinValue, 3, 4], NodeUnderTest.Run(new Abs(), data)[0].Values<int>().ToArray());
        Assert.Equal([int.MinValue, 3, -4], NodeUnderTest.Run(new Neg(), data)[0].Values<int>().ToArray());
        Assert.Equal([-1, -1, 1], NodeUnderTest.Run(new Sign(), data)[0].Values<int>().ToArray());
    }

    [Fact]
    public void A_slope_broadcasts_over_channels()
    {
        var result = NodeUnderTest.Run(new Prelu(), Data, Tensor.From(new Shape(3), 2f, 4f, 8f))[0];
        Assert.Equal([-5f, -2f, 0f, 0.5f, 3f, 7f], result.Values<float>().ToArray());
    }

    [Fact]
    public void A_type_without_a_kernel_is_refused_with_a_reason()
    {
        var error = Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new Tanh(), Tensor.From(new Shape(1), 3)));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("float32", error.Message, StringComparison.Ordinal);
    }

    private static float[] Run(Operator @operator) => NodeUnderTest.Run(@operator, Data)[0].Values<float>().ToArray();
}
