using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>If and Case, whose branches are functions.</summary>
public sealed class FunctionalConditionTests
{
    [Theory]
    [InlineData(2f, -5f)]
    [InlineData(0f, 25f)]
    public void A_number_is_true_where_it_is_not_zero(float condition, float expected)
    {
        var graph = Branches(new ImportedGraph().Input("condition", Tensor.Scalar(condition)).Input("in", Tensor.Scalar(5f)))
            .Call("If", "if", [("then_branch", ["negative"]), ("else_branch", ["square"])], 1, "condition", "in");
        Assert.Equal(["NOT_EQUAL", "IF"], graph.Operators("if"));
        Assert.Equal(expected, graph.Run("if").Values<float>()[0]);
    }

    [Theory]
    [InlineData(0, -5f)]
    [InlineData(1, 25f)]
    [InlineData(2, 10f)]
    [InlineData(3, 10f)]
    [InlineData(-1, 10f)]
    public void A_number_that_no_branch_has_takes_the_last_one(int branch, float expected)
    {
        (string, string[])[] functions = [("branches", ["negative", "square", "double"])];
        var varying = Branches(new ImportedGraph().Input("branch", Tensor.Scalar(branch)).Input("in", Tensor.Scalar(5f)))
            .Call("Case", "case", functions, 1, "branch", "in");
        Assert.Equal(expected, varying.Run("case").Values<float>()[0]);
        var known = Branches(new ImportedGraph().Scalar("branch", branch).Input("in", Tensor.Scalar(5f)))
            .Call("Case", "case", functions, 1, "branch", "in");
        Assert.DoesNotContain("IF", known.Operators("case"));
        Assert.Equal(expected, known.Run("case").Values<float>()[0]);
    }

    private static ImportedGraph Branches(ImportedGraph graph) => graph
        .Function("negative", ["x"], [("y", "neg:y:0")], GraphDefBuilder.Make("Neg", "neg", "x"))
        .Function("square", ["x"], [("y", "mul:z:0")], GraphDefBuilder.Make("Mul", "mul", "x", "x"))
        .Function("double", ["x"], [("y", "add:z:0")], GraphDefBuilder.Make("Add", "add", "x", "x"));
}
