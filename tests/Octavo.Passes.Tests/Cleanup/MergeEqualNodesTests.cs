using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class MergeEqualNodesTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Equal_operators_on_equal_inputs_are_computed_once()
    {
        var x = graph.Input(3, 4);
        var first = graph.Emit(new Mean(true), x, graph.Integers(1));
        var second = graph.Emit(new Mean(true), x, graph.Integers(1));
        Assert.Equal(["MEAN", "EXP", "ADD"], graph.Import(graph.Emit(new Add(), first, graph.Emit(new Exp(), second))));
    }

    [Fact]
    public void Other_attributes_or_constants_keep_nodes_apart()
    {
        var x = graph.Input(3, 3);
        Assert.Equal(
            ["MEAN", "MEAN", "MEAN"],
            graph.Import(graph.Emit(new Mean(true), x, graph.Integers(1)), graph.Emit(new Mean(true), x, graph.Integers(0)),
                graph.Emit(new Mean(false), x, graph.Integers(0))));
    }
}
