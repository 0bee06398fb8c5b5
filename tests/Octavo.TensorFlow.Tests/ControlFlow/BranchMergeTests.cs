using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Conditionals of TensorFlow 1: Switch and Merge.</summary>
public sealed class BranchMergeTests
{
    [Theory]
    [InlineData(1f, 2f, 1)]
    [InlineData(-1f, 1f, 0)]
    public void A_merge_takes_the_branch_that_the_predicate_says(float number, float expected, int position)
    {
        var graph = Conditional(number).Node("Merge", "merge", [("N", 2)], "neg", "double");
        Assert.Equal(["GREATER", "IF"], graph.Operators("merge"));
        Assert.Equal(expected, graph.Run("merge").Values<float>()[0]);
        Assert.Equal(position, graph.Run("merge:1").Values<int>()[0]);
    }

    [Theory]
    [InlineData(1f, 4f, 2)]
    [InlineData(0.25f, -0.5f, 1)]
    [InlineData(-1f, 1f, 0)]
    public void Conditionals_lie_within_conditionals(float number, float expected, int position)
    {
        var graph = Conditional(number).Constant("half", Tensor.Scalar(0.5f)).Node("Greater", "large", [], "in", "half")
            .Node("Switch", "inner", [], "double", "large")
            .Node("Neg", "small", [], "inner").Node("Add", "quadruple", [], "inner:1", "inner:1")
                .Node("Merge", "merge", [("N", 3)], "neg", "small", "quadruple");
        Assert.Equal(expected, graph.Run("merge").Values<float>()[0]);
        Assert.Equal(position, graph.Run("merge:1").Values<int>()[0]);
    }

    [Fact]
    public void Constants_belong_to_the_branch_that_controls_them()
    {
        var graph = Conditional(3f).Node("Identity", "pivot", [], "switch:1").Node("Identity", "other_pivot", [], "switch");
        graph = graph.Controlled("seven", Tensor.Scalar(7f), "pivot").Controlled("eight", Tensor.Scalar(8f), "other_pivot")
            .Node("Merge", "merge", [("N", 2)], "eight", "seven");
        Assert.Equal(["GREATER", "IF"], graph.Operators("merge"));
        Assert.Equal(7f, graph.Run("merge").Values<float>()[0]);
    }

    [Fact]
    public void Merges_of_one_predicate_share_a_conditional()
    {
        var graph = Conditional(1f).Node("Merge", "merge", [("N", 2)], "neg", "double")
            .Node("Merge", "other", [("N", 2)], "switch", "double").Node("Sub", "difference", [], "merge", "other");
        Assert.Equal(["GREATER", "IF", "SUB"], graph.Operators("difference"));
        Assert.Equal(0f, graph.Run("difference").Values<float>()[0]);
    }

    [Fact]
    public void A_known_predicate_leaves_the_nodes_of_one_branch()
    {
        var graph = new ImportedGraph().Input("in", Tensor.Scalar(3f)).Constant("one", Tensor.Scalar(1f)).Constant("two", Tensor.Scalar(2f))
            .Node("Less", "less", [], "one", "two")
            .Node("Switch", "switch", [], "in", "less").Node("Neg", "neg", [], "switch").Node("Exp", "exp", [], "switch:1")
                .Node("Merge", "merge", [("N", 2)], "neg", "exp");
        Assert.Equal(["EXP"], graph.Operators("merge"));
    }

    /// <summary>A number, twice itself where it is positive, and its negative elsewhere.</summary>
    private static ImportedGraph Conditional(float number) =>
        new ImportedGraph().Input("in", Tensor.Scalar(number)).Constant("zero", Tensor.Scalar(0f))
        .Node("Greater", "greater", [], "in", "zero").Node("Switch", "switch", [], "in", "greater").Node("Neg", "neg", [], "switch")
        .Node("Add", "double", [], "switch:1", "in");
}
