using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class FoldScalesIntoWeightsTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void A_batch_normalization_and_relu6_disappear_in_the_convolution_before()
    {
        var convolution = graph.Emit(new Conv2D(Padding.Same), graph.Input(1, 4, 4, 3), graph.Weights(5, 3, 3, 3));
        var scaled = graph.Emit(new Mul(), convolution, graph.Factors(5));
        var moved = graph.Emit(new Add(), scaled, graph.Weights(1, 1, 1, 5));
        var active = graph.Emit(new Relu6(), moved);
        Assert.Equal(["CONV_2D"], graph.Import(active));
        Assert.Equal(FusedActivation.Relu6, ((Conv2D)graph.Edit.Graph.Nodes[0].Operator).Activation);
        Assert.Same(active, graph.Edit.Graph.Outputs[0]);
    }

    [Fact]
    public void A_bias_in_front_of_the_normalization_is_scaled_too()
    {
        var convolution = graph.Emit(new DepthwiseConv2D(Padding.Valid, 2, 2), graph.Input(1, 5, 5, 4), graph.Weights(1, 3, 3, 4));
        var biased = graph.Emit(new Add(), graph.Weights(4), convolution);
        var scaled = graph.Emit(new Mul(), graph.Factors(4), biased);
        Assert.Equal(["DEPTHWISE_CONV_2D"], graph.Import(graph.Emit(new Sub(), scaled, graph.Weights(4))));
    }

    [Fact]
    public void Transposed_convolutions_and_matrix_products_take_factors_along_their_output_channels()
    {
        var product = graph.Emit(new BatchMatMul(), graph.Input(3, 4), graph.Weights(4, 6));
        var quotient = graph.Emit(new Div(), product, graph.Factors(6));
        var image = graph.Reshape(quotient, 1, 3, 2, 3);
        var wide = graph.Emit(new TransposeConv(Padding.Same, 2, 2), graph.Integers(1, 6, 4, 5), graph.Weights(5, 3, 3, 3), image);
        Assert.Equal(["FULLY_CONNECTED", "RESHAPE", "TRANSPOSE_CONV"], graph.Import(graph.Emit(new Mul(), wide, graph.Factors(5))));
    }

    [Fact]
    public void A_convolution_with_another_reader_keeps_its_weights()
    {
        var convolution = graph.Emit(new Conv2D(Padding.Same), graph.Input(1, 4, 4, 3), graph.Weights(5, 1, 1, 3));
        var scaled = graph.Emit(new Mul(), convolution, graph.Factors(5));
        Assert.Equal(["CONV_2D", "MUL"], graph.Import(scaled, convolution));
    }

    [Fact]
    public void Factors_along_another_axis_or_that_stretch_the_output_stay()
    {
        var convolution = graph.Emit(new Conv2D(Padding.Same), graph.Input(1, 5, 5, 3), graph.Weights(5, 1, 1, 3));
        var scaled = graph.Emit(new Mul(), convolution, graph.Factors(1, 5, 1, 1));
        var product = graph.Emit(new BatchMatMul(), graph.Input(1, 3), graph.Weights(3, 4));
        var stretched = graph.Emit(new Mul(), product, graph.Factors(2, 4));
        Assert.Equal(["CONV_2D", "MUL", "FULLY_CONNECTED", "MUL"], graph.Import(scaled, stretched));
    }

    [Fact]
    public void Factors_behind_an_activation_stay()
    {
        var convolution = graph.Emit(new Conv2D(Padding.Same), graph.Input(1, 4, 4, 3), graph.Weights(5, 1, 1, 3));
        var active = graph.Emit(new Relu6(), convolution);
        Assert.Equal(["CONV_2D", "MUL"], graph.Import(graph.Emit(new Mul(), active, graph.Factors(5))));
    }
}
