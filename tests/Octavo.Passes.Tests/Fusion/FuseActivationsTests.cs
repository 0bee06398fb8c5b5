using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class FuseActivationsTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Sums_pools_and_convolutions_apply_the_activation_behind_them()
    {
        var pooled = graph.Emit(new Relu(), graph.Emit(new AveragePool2D(Padding.Valid, 2, 2, 2, 2), graph.Input(1, 4, 4, 2)));
        var sum = graph.Emit(new Add(), graph.Emit(new Add(), pooled, graph.Input(1, 2, 2, 2)), graph.Input(1, 2, 2, 2));
        Assert.Equal(["AVERAGE_POOL_2D", "ADD", "ADD"], graph.Import(graph.Emit(new ReluMinus1To1(), sum)));
    }

    [Fact]
    public void Convolutions_without_a_bias_get_one_of_zeros()
    {
        var first = graph.Emit(new Conv2D(Padding.Same), graph.Input(1, 4, 4, 2), graph.Weights(3, 1, 1, 2));
        Assert.Equal(["CONV_2D", "DEPTHWISE_CONV_2D"],
            graph.Import(graph.Emit(new DepthwiseConv2D(Padding.Same), first, graph.Weights(1, 3, 3, 3))));
        Assert.All(graph.Edit.Graph.Nodes, node => Assert.Equal([0f, 0f, 0f], node.Input(2).Constant!.Evaluate().Values<float>()));
    }

    [Fact]
    public void An_activation_over_another_fused_one_is_merged_where_one_says_both()
    {
        var sum = graph.Emit(new Add(FusedActivation.Relu), graph.Input(4), graph.Input(4));
        Assert.Equal(["ADD"], graph.Import(graph.Emit(new Relu6(), sum)));
    }

    [Fact]
    public void An_activation_stays_where_the_bare_value_is_read_or_another_bound_is_fused()
    {
        var sum = graph.Emit(new Add(), graph.Input(4), graph.Input(4));
        var bounded = graph.Emit(new Add(FusedActivation.ReluMinus1To1), graph.Input(4), graph.Input(4));
        Assert.Equal(["ADD", "ADD", "RELU", "RELU6"], graph.Import(graph.Emit(new Relu(), sum), sum, graph.Emit(new Relu6(), bounded)));
    }
}
