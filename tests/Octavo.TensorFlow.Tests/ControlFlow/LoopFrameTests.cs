using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Loops of TensorFlow 1: Enter, Merge, LoopCond, Switch, NextIteration and Exit.</summary>
public sealed class LoopFrameTests
{
    [Fact]
    public void A_frame_becomes_a_loop()
    {
        var graph = Counted(Doubling(), 3);
        Assert.Equal(["WHILE"], graph.Operators("x/exit"));
        Assert.Equal([8f, 16f], graph.Run("x/exit").Values<float>().ToArray());
    }

    [Fact]
    public void A_loop_whose_condition_is_false_at_first_gives_the_first_values()
    {
        var graph = Counted(Doubling(), 0);
        Assert.Empty(graph.Operators("x/exit"));
        Assert.Equal([1f, 2f], graph.Run("x/exit").Values<float>().ToArray());
    }

    [Fact]
    public void A_constant_from_outside_is_a_constant_of_the_body()
    {
        var graph =
            Value(new ImportedGraph().Input("in", Tensor.From(new Shape(2), 1f, 2f)), "x", "in").Constant("weight", Tensor.Scalar(3f))
            .Node("Enter", "weight/enter", [("frame_name", "loop"), ("is_constant", true)], "weight")
                .Node("Mul", "mul", [], "x/switch:1", "weight/enter");
        graph = Counted(Next(graph, "x", "mul"), 2);
        var loop = Assert.Single(graph.Import("x/exit").Nodes, node => node.Operator is While);
        Assert.Equal(2, loop.Inputs.Count);
        Assert.Equal(9f, graph.Run("x/exit").Values<float>()[0]);
    }

    [Fact]
    public void A_value_that_only_a_result_nobody_reads_needs_is_left_out()
    {
        var graph = Value(Doubling(), "unread", "in").Node("Cross", "cross", [], "unread/switch:1", "unread/switch:1");
        var loop = Assert.Single(Counted(Next(graph, "unread", "cross"), 2).Import("x/exit").Nodes, node => node.Operator is While);
        Assert.Equal(2, loop.Inputs.Count);
    }

    [Fact]
    public void What_is_not_supported_in_a_body_is_reported_by_its_name()
    {
        var graph = Value(new ImportedGraph().Input("in", Tensor.From(new Shape(2), 1f, 2f)), "x", "in")
            .Node("Cross", "inside", [], "x/switch:1", "x/switch:1");
        var error = Assert.Throws<OctavoException>(() => Counted(Next(graph, "x", "inside"), 2).Import("x/exit"));
        Assert.Equal(4, error.ExitCode);
        Assert.Contains("'inside'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The batch of what is written is only known when the model runs; the array is made before the loop all the same.</summary>
    [Fact]
    public void An_array_without_element_shape_takes_that_of_what_a_step_writes()
    {
        var data = Tensor.From(new Shape(3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
        var graph = Value(new ImportedGraph().Input("in", data, -1, 2).Scalar("size", 2)
            .Node("TensorArrayV3", "array", [("dtype", ElementType.Float32)], "size"), "flow", "array:1");
        graph = Value(graph, "x", "in").Node("Enter", "handle", [("frame_name", "loop"), ("is_constant", true)], "array")
            .Node("Add", "sum", [], "x/switch:1", "x/switch:1")
            .Node("TensorArrayWriteV3", "write", [], "handle", "i/switch:1", "sum", "flow/switch:1");
        graph = Counted(Next(Next(graph, "x", "sum"), "flow", "write"), 2).Scalar("start", 0).Scalar("step", 1)
            .Node("TensorArraySizeV3", "length", [], "array", "flow/exit")
            .Node("Range", "all", [("Tidx", ElementType.Int32)], "start", "length", "step")
                .Node("TensorArrayGatherV3", "gather", [("dtype", ElementType.Float32)], "array", "all", "flow/exit");
        Assert.DoesNotContain("GATHER", graph.Operators("gather"));
        var result = graph.Run("gather");
        Assert.Equal(new Shape(2, 3, 2), result.Shape);
        Assert.Equal([2f, 4f, 6f, 8f, 10f, 12f, 4f, 8f, 12f, 16f, 20f, 24f], result.Values<float>().ToArray());
    }

    [Fact]
    public void A_frame_that_nothing_leads_into_is_an_error_of_the_model()
    {
        var graph =
            new ImportedGraph().Input("in", Tensor.From(new Shape(2), 1f, 2f)).Node("Enter", "enter", [("frame_name", "loop")], "in")
            .Node("Merge", "merge", [("N", 2)], "next", "next").Node("Less", "less", [], "enter", "enter")
                .Node("LoopCond", "condition", [], "less")
            .Node("Switch", "switch", [], "merge", "condition").Node("NextIteration", "next", [], "switch:1")
                .Node("Exit", "exit", [], "switch");
        Assert.Equal(3, Assert.Throws<OctavoException>(() => graph.Import("exit")).ExitCode);
    }

    private static ImportedGraph Doubling()
    {
        var graph = Value(new ImportedGraph().Input("in", Tensor.From(new Shape(2), 1f, 2f)), "x", "in");
        return Next(graph.Node("Add", "double", [], "x/switch:1", "x/switch:1"), "x", "double");
    }

    /// <summary>A value of the loop, up to its Switch and Exit.</summary>
    private static ImportedGraph Value(ImportedGraph graph, string name, string first) => graph
        .Node("Enter", $"{name}/enter", [("frame_name", "loop"), ("is_constant", false)], first)
        .Node("Merge", $"{name}/merge", [("N", 2)], $"{name}/enter", $"{name}/next")
        .Node("Switch", $"{name}/switch", [], $"{name}/merge", "condition")
        .Node("Exit", $"{name}/exit", [], $"{name}/switch");

    private static ImportedGraph Next(ImportedGraph graph, string name, string value) =>
        graph.Node("NextIteration", $"{name}/next", [], value);

    /// <summary>Closes the loop: it runs as often as is said.</summary>
    private static ImportedGraph Counted(ImportedGraph graph, int times) => Next(
        Value(graph.Scalar("zero", 0), "i", "zero").Scalar("one", 1).Scalar("times", times)
        .Node("Less", "less", [("T", ElementType.Int32)], "i/merge", "times")
            .Node("LoopCond", "condition", [], "less").Node("Add", "i/add", [("T", ElementType.Int32)], "i/switch:1", "one"),
        "i", "i/add");
}
