using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// What passes do to conditionals of two results: x times a factor, and a copy of another argument that is read in the second result alone.
/// </summary>
public sealed class BranchPassTests
{
    [Fact]
    public void Constant_arguments_become_constants_of_both_branches()
    {
        var (model, branches) = Conditional(readsSecond: true);
        PassRunner.Run(model, [new MoveConstantsIntoGraphs()]);
        Assert.All(branches, branch => Assert.True(Assert.Single(branch.Nodes, node => node.Operator is Mul).Input(1).IsConstant));
        Assert.Equal(3, Assert.Single(model.Main.Nodes).Inputs.Count);
    }

    [Fact]
    public void Results_that_nobody_reads_go_with_the_arguments_that_they_alone_need()
    {
        var (model, branches) = Conditional(readsSecond: false);
        PassRunner.Run(model, [new RemoveUnneededBranchValues()]);
        Assert.All(branches, branch => Assert.Equal(["x", "factor"], branch.Inputs.Select(input => input.Name)));
        Assert.Single(Assert.Single(model.Main.Nodes).Outputs);
    }

    [Fact]
    public void Results_that_are_read_stay()
    {
        var (model, _) = Conditional(readsSecond: true);
        PassRunner.Run(model, [new RemoveUnneededBranchValues()]);
        Assert.Equal(2, Assert.Single(model.Main.Nodes).Outputs.Count);
    }

    private static (Model Model, Graph[] Branches) Conditional(bool readsSecond)
    {
        Graph[] branches = [Branch("then"), Branch("else")];
        var main = new GraphEdit(new Graph("main"));
        Value[] inputs =
        [
            main.AddInput("condition", ElementType.Boolean, new Shape([])), main.AddInput("x", ElementType.Float32, new Shape(2)),
            main.AddConstant("factor", Tensor.Scalar(2f)), main.AddInput("y", ElementType.Float32, new Shape(2)),
        ];
        Value[] results =
            [main.NewValue("first", ElementType.Float32, new Shape(2)), main.NewValue("second", ElementType.Float32, new Shape(2))];
        main.AddNode("if", new If(new GraphReference(branches[0]), new GraphReference(branches[1])), inputs, results);
        main.AddOutput(results[0]);
        if (readsSecond)
        {
            main.AddOutput(results[1]);
        }

        var model = new Model();
        model.Subgraphs.AddRange([main.Graph, .. branches]);
        return (model, branches);
    }

    private static Graph Branch(string name)
    {
        var edit = new GraphEdit(new Graph(name));
        var x = edit.AddInput("x", ElementType.Float32, new Shape(2));
        var factor = edit.AddInput("factor", ElementType.Float32, new Shape([]));
        var y = edit.AddInput("y", ElementType.Float32, new Shape(2));
        var product = edit.NewValue("product", ElementType.Float32, new Shape(2));
        edit.AddNode("mul", new Mul(), [x, factor], [product]);
        var negative = edit.NewValue("negative", ElementType.Float32, new Shape(2));
        edit.AddNode("neg", new Neg(), [y], [negative]);
        edit.AddOutput(product);
        edit.AddOutput(negative);
        return edit.Graph;
    }
}
