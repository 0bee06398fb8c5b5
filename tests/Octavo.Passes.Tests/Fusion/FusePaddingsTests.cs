using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class FusePaddingsTests
{
    private readonly SketchedGraph graph = new();

    [Theory]
    [InlineData(8, 1, 1, 1)]
    [InlineData(8, 2, 0, 1)]
    [InlineData(7, 2, 1, 1)]
    public void Zeros_that_same_puts_there_need_no_operator(int size, int stride, int before, int after)
    {
        var padded = graph.Emit(new Pad(), graph.Input(1, size, size, 2), graph.Pairs(0, 0, before, after, before, after, 0, 0));
        Assert.Equal(["CONV_2D"], graph.Import(graph.Emit(new Conv2D(Padding.Valid, stride, stride), padded, graph.Weights(3, 3, 3, 2))));
    }

    [Theory]
    [InlineData(8, 2, 1, 1)]
    [InlineData(8, 1, 2, 2)]
    [InlineData(8, 1, 0, 2)]
    public void Other_zeros_stay(int size, int stride, int before, int after)
    {
        var padded = graph.Emit(new Pad(), graph.Input(1, size, size, 2), graph.Pairs(0, 0, before, after, before, after, 0, 0));
        Assert.Equal(["PAD", "DEPTHWISE_CONV_2D"],
            graph.Import(graph.Emit(new DepthwiseConv2D(Padding.Valid, stride, stride), padded, graph.Weights(1, 3, 3, 2))));
    }

    [Fact]
    public void Zeros_around_a_maximum_stay()
    {
        var padded = graph.Emit(new Pad(), graph.Input(1, 4, 4, 2), graph.Pairs(0, 0, 1, 1, 1, 1, 0, 0));
        Assert.Equal(["PAD", "MAX_POOL_2D"], graph.Import(graph.Emit(new MaxPool2D(Padding.Valid, 1, 1, 3, 3), padded)));
    }
}
