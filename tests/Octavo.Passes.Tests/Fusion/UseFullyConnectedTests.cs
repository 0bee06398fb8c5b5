using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class UseFullyConnectedTests
{
    private readonly SketchedGraph graph = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_product_with_a_constant_matrix_becomes_fully_connected_with_bias_and_activation(bool transposed)
    {
        var weights = transposed ? graph.Weights(40, 33) : graph.Weights(33, 40);
        var product = graph.Emit(new BatchMatMul(TransposeRight: transposed), graph.Input(-1, 33), weights);
        var active = graph.Emit(new Relu(), graph.Emit(new Add(), product, graph.Weights(40)));
        Assert.Equal(["FULLY_CONNECTED"], graph.Import(active));
        Assert.False(((FullyConnected)graph.Edit.Graph.Nodes[0].Operator).KeepRank);
    }

    [Fact]
    public void A_product_of_more_axes_keeps_them()
    {
        var product = graph.Emit(new BatchMatMul(), graph.Input(2, 3, 4), graph.Weights(1, 4, 6));
        Assert.Equal(["FULLY_CONNECTED"], graph.Import(graph.Emit(new Add(), product, graph.Weights(6))));
        Assert.True(((FullyConnected)graph.Edit.Graph.Nodes[0].Operator).KeepRank);
    }

    [Fact]
    public void Reshapes_around_a_product_that_only_fold_leading_axes_go()
    {
        var rows = graph.Reshape(graph.Input(-1, 3, 4), -1, 4);
        var product = graph.Emit(new BatchMatMul(), rows, graph.Weights(4, 6));
        var wide = graph.Emit(new Add(), graph.Reshape(product, -1, 3, 6), graph.Weights(6));
        Assert.Equal(["FULLY_CONNECTED"], graph.Import(wide));
    }

    [Fact]
    public void Products_of_two_computed_operands_and_with_many_matrices_stay()
    {
        var computed = graph.Emit(new BatchMatMul(), graph.Input(2, 3), graph.Input(3, 2));
        var many = graph.Emit(new BatchMatMul(), graph.Input(2, 3, 4), graph.Weights(2, 4, 5));
        Assert.Equal(["BATCH_MATMUL", "BATCH_MATMUL"], graph.Import(computed, many));
    }
}
