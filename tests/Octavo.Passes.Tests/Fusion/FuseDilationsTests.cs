using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class FuseDilationsTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Same_padding_written_in_blocks_becomes_a_dilated_convolution()
    {
        var blocks = graph.Emit(new SpaceToBatchNd(), graph.Input(-1, 7, 6, 2), graph.Integers(2, 2), graph.Pairs(2, 3, 2, 2));
        var result = graph.Emit(new Conv2D(Padding.Valid), blocks, graph.Weights(3, 3, 3, 2));
        var whole = graph.Emit(new BatchToSpaceNd(), result, graph.Integers(2, 2), graph.Pairs(0, 1, 0, 0));
        Assert.Equal(["CONV_2D"], graph.Import(graph.Emit(new Add(), whole, graph.Weights(3))));
        Assert.Equal(new Conv2D(Padding.Same, 1, 1, 2, 2), graph.Edit.Graph.Nodes[0].Operator);
    }

    [Fact]
    public void A_causal_sequence_keeps_its_padding_and_gets_a_second_axis()
    {
        var padded = graph.Emit(new Pad(), graph.Input(1, 6, 3), graph.Pairs(0, 0, 4, 0, 0, 0));
        var blocks = graph.Emit(new SpaceToBatchNd(), padded, graph.Integers(2), graph.Pairs(0, 0));
        var image = graph.Emit(new ExpandDims(), blocks, graph.Integers(1));
        var result = graph.Emit(new Conv2D(Padding.Valid), image, graph.Weights(4, 1, 3, 3));
        var whole =
            graph.Emit(new BatchToSpaceNd(), graph.Emit(new Squeeze(new ValueList<int>(1)), result), graph.Integers(2), graph.Pairs(0, 0));
        Assert.Equal(["PAD", "RESHAPE", "CONV_2D", "RESHAPE"], graph.Import(graph.Emit(new Add(), whole, graph.Weights(4))));
    }

    [Fact]
    public void Strides_inside_of_blocks_stay()
    {
        var blocks = graph.Emit(new SpaceToBatchNd(), graph.Input(1, 8, 8, 2), graph.Integers(2, 2), graph.Pairs(0, 0, 0, 0));
        var result = graph.Emit(new Conv2D(Padding.Valid, 2, 2), blocks, graph.Weights(3, 2, 2, 2));
        Assert.Equal(
            ["SPACE_TO_BATCH_ND", "CONV_2D", "BATCH_TO_SPACE_ND"],
            graph.Import(graph.Emit(new BatchToSpaceNd(), result, graph.Integers(2, 2), graph.Pairs(0, 0, 0, 0))));
    }
}
