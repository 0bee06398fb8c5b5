using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class ReshapeTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void A_convolution_of_sequences_takes_its_bias_and_activation_through_the_squeeze()
    {
        var image = graph.Emit(new ExpandDims(), graph.Input(-1, 6, 3), graph.Integers(-3));
        var result = graph.Emit(new Conv2D(Padding.Same), image, graph.Weights(4, 1, 3, 3));
        var biased = graph.Emit(new Add(), graph.Emit(new Squeeze(new ValueList<int>(-3)), result), graph.Weights(4));
        Assert.Equal(["RESHAPE", "CONV_2D", "RESHAPE"], graph.Import(graph.Emit(new Relu(), biased)));
    }

    [Fact]
    public void Heads_of_attention_take_their_bias_and_scale_in_front_of_the_reshape_that_makes_them()
    {
        var product = graph.Emit(new BatchMatMul(), graph.Input(1, 5, 6), graph.Weights(6, 12));
        var heads = graph.Emit(new Add(), graph.Reshape(product, 1, 5, 4, 3), graph.Weights(4, 3));
        Assert.Equal(["FULLY_CONNECTED", "RESHAPE"], graph.Import(graph.Emit(new Mul(), heads, graph.Number(0.5f))));
    }

    [Fact]
    public void A_bias_for_each_head_only_stays_behind_the_reshape()
    {
        var product = graph.Emit(new BatchMatMul(), graph.Input(1, 5, 6), graph.Weights(6, 12));
        Assert.Equal(["FULLY_CONNECTED", "RESHAPE", "ADD"],
            graph.Import(graph.Emit(new Add(), graph.Reshape(product, 1, 5, 4, 3), graph.Weights(4, 1))));
    }

    [Fact]
    public void Reshapes_behind_each_other_become_the_last_one()
    {
        var flat = graph.Reshape(graph.Emit(new Abs(), graph.Input(-1, 2, 6)), -1, 12);
        Assert.Equal(["ABS", "RESHAPE"], graph.Import(graph.Emit(new ExpandDims(), graph.Reshape(flat, -1, 3, 4), graph.Integers(1))));
    }

    [Fact]
    public void A_transpose_that_moves_axes_of_size_one_only_is_a_reshape_and_goes_with_its_neighbours()
    {
        var wide = graph.Transpose(graph.Emit(new Abs(), graph.Input(5, 1, 3)), 1, 0, 2);
        Assert.Equal(["ABS"], graph.Import(graph.Reshape(wide, 5, 1, 3)));
    }

    [Fact]
    public void Two_unknown_sizes_cannot_be_written_as_a_reshape()
    {
        Assert.Equal(["EXPAND_DIMS"], graph.Import(graph.Emit(new ExpandDims(), graph.Input(-1, -1, 3), graph.Integers(1))));
    }

    [Fact]
    public void Flattening_in_front_of_a_product_stays()
    {
        var flat = graph.Reshape(graph.Input(-1, 2, 3), -1, 6);
        Assert.Equal(["RESHAPE", "FULLY_CONNECTED"], graph.Import(graph.Emit(new BatchMatMul(), flat, graph.Weights(6, 4))));
    }
}
