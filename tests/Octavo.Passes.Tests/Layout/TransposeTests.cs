using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class TransposeTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void A_network_of_channels_first_keeps_transposes_at_its_edges_only()
    {
        var x = graph.Input(1, 3, 6, 6);
        x = ChannelsFirst(x, 4);
        x = graph.Emit(new Mul(), x, graph.Factors(1, 4, 1, 1));
        x = graph.Emit(new Relu(), graph.Emit(new Add(), x, graph.Weights(4, 1, 1)));
        var branch = ChannelsFirst(x, 4);
        x = graph.Emit(new Add(), x, graph.Emit(new Mul(), branch, graph.Emit(new Logistic(), branch)));
        x = ChannelsFirst(graph.Emit(new Pad(), x, graph.Pairs(0, 0, 0, 0, 2, 3, 0, 1)), 2);
        Assert.Equal(["TRANSPOSE", "CONV_2D", "CONV_2D", "LOGISTIC", "MUL", "ADD", "PAD", "CONV_2D", "TRANSPOSE"], graph.Import(x));
    }

    [Fact]
    public void A_mean_over_the_image_reads_channels_last_and_needs_no_transpose()
    {
        var x = ChannelsFirst(graph.Input(1, 3, 6, 5), 4);
        Assert.Equal(["TRANSPOSE", "CONV_2D", "MEAN"], graph.Import(graph.Emit(new Mean(false), x, graph.Integers(2, 3))));
    }

    [Fact]
    public void Joined_branches_share_one_transpose()
    {
        var x = graph.Input(1, 4, 4, 3);
        var left = graph.Transpose(graph.Emit(new MaxPool2D(Padding.Same, 1, 1, 2, 2), x), 0, 3, 1, 2);
        var right = graph.Transpose(graph.Emit(new AveragePool2D(Padding.Same, 1, 1, 2, 2), x), 0, 3, 1, 2);
        Assert.Equal(
            ["MAX_POOL_2D", "AVERAGE_POOL_2D", "CONCATENATION", "TRANSPOSE"], graph.Import(graph.Emit(new Concatenation(1), left, right)));
    }

    [Fact]
    public void Nothing_moves_where_no_transpose_would_go()
    {
        var turned = graph.Transpose(graph.Input(2, 3, 4), 2, 0, 1);
        Assert.Equal(["TRANSPOSE", "EXP", "SOFTMAX"], graph.Import(graph.Emit(new Softmax(1), graph.Emit(new Exp(), turned))));
    }

    [Fact]
    public void Two_transposes_become_one_and_those_in_front_of_a_product_go()
    {
        var left = graph.Transpose(graph.Transpose(graph.Input(2, 3, 4, 5), 0, 2, 1, 3), 0, 1, 3, 2);
        var right = graph.Transpose(graph.Input(2, 4, 6, 3), 0, 1, 3, 2);
        Assert.Equal(["TRANSPOSE", "BATCH_MATMUL"], graph.Import(graph.Emit(new BatchMatMul(), left, right)));
    }

    private Value ChannelsFirst(Value x, int channels)
    {
        var last = graph.Transpose(x, 0, 2, 3, 1);
        var result = graph.Emit(new Conv2D(Padding.Same), last, graph.Weights(channels, 3, 3, last.Shape[3]));
        return graph.Transpose(result, 0, 3, 1, 2);
    }
}
