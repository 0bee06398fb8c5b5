using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class FoldInputTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Factors_of_the_input_go_into_the_weights_even_where_the_convolution_pads()
    {
        var scaled = graph.Emit(new Mul(), graph.Input(1, 4, 4, 3), graph.Factors(3));
        Assert.Equal(["CONV_2D"], graph.Import(graph.Emit(new Conv2D(Padding.Same), scaled, graph.Weights(5, 3, 3, 3))));
    }

    [Fact]
    public void Offsets_of_the_input_go_into_the_bias_of_a_valid_convolution_and_of_a_matrix_product()
    {
        var moved = graph.Emit(new Sub(), graph.Input(1, 4, 4, 3), graph.Weights(3));
        var convolution = graph.Emit(new Conv2D(Padding.Valid), graph.Emit(new Div(), moved, graph.Number(127.5f)),
            graph.Weights(5, 3, 3, 3), graph.Weights(5));
        var product = graph.Emit(new BatchMatMul(), graph.Emit(new Add(), graph.Input(2, 5), graph.Weights(5)), graph.Weights(5, 2));
        Assert.Equal(["CONV_2D", "FULLY_CONNECTED"], graph.Import(convolution, product));
    }

    [Fact]
    public void Offsets_stay_in_front_of_a_convolution_that_pads()
    {
        var moved = graph.Emit(new Add(), graph.Input(1, 4, 4, 3), graph.Weights(3));
        Assert.Equal(["ADD", "CONV_2D"], graph.Import(graph.Emit(new Conv2D(Padding.Same), moved, graph.Weights(5, 3, 3, 3))));
    }

    [Fact]
    public void Factors_that_differ_much_stay_since_bytes_of_weights_would_lose_the_small_ones()
    {
        var scaled = graph.Emit(new Mul(), graph.Input(1, 4, 4, 2), graph.Constant(new Octavo.Shape(2), 1, 100));
        Assert.Equal(["MUL", "CONV_2D"], graph.Import(graph.Emit(new Conv2D(Padding.Same), scaled, graph.Weights(5, 3, 3, 2))));
    }
}
