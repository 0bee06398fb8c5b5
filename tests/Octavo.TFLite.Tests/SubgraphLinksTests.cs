using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class SubgraphLinksTests
{
    [Fact]
    public void Graphs_that_a_node_runs_come_back_from_a_file()
    {
        using var file = TFLiteFile.Read(ModelWriter.ToBytes(Branches()), "written");
        var node = file.Model.Main.Nodes.Single();
        var branches = ((ISubgraphOperator)node.Operator).Subgraphs;
        Assert.Equal(["then", "else"], branches.Select(branch => branch.Target.Name));
        Assert.Same(file.Model.Subgraphs[2], branches[0].Target);
        Assert.Same(file.Model.Subgraphs[1], branches[1].Target);
    }

    [Fact]
    public void A_graph_that_runs_itself_is_refused()
    {
        var model = Branches();
        var edit = new GraphEdit(model.Subgraphs[1]);
        var condition = edit.AddConstant("yes", Tensor.From(Shape.Scalar, true));
        var again = edit.AddNode(
            "again", new If(new GraphReference(model.Subgraphs[1]), new GraphReference(model.Subgraphs[2])),
            [condition, edit.Graph.Inputs[0]],
            [edit.NewValue("again", ElementType.Float32, new Shape(1))]);
        edit.SetOutput(0, again.Output);
        using var stream = new MemoryStream();
        ModelWriter.Write(model, stream);
        var error = Assert.Throws<OctavoException>(() => TFLiteFile.Read(stream.ToArray(), "written"));
        Assert.Equal(ErrorKind.UnsupportedFeature, error.Kind);
        Assert.Contains("subgraph 0", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_is_not_of_the_model_is_refused()
    {
        var model = Branches();
        model.Subgraphs.RemoveAt(2);
        var error = Assert.Throws<OctavoException>(() => ModelWriter.ToBytes(model));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains("IF 'choose'", error.Where, StringComparison.Ordinal);
    }

    private static Model Branches()
    {
        var main = new GraphEdit(new Graph("main"));
        var inputs = new[] { main.AddInput("c", ElementType.Boolean, Shape.Scalar), main.AddInput("x", ElementType.Float32, new Shape(1)) };
        var (then, otherwise) = (Same("then"), Same("else"));
        var node = main.AddNode("choose", new If(new GraphReference(then), new GraphReference(otherwise)), inputs,
            [main.NewValue("y", ElementType.Float32, new Shape(1))]);
        main.AddOutput(node.Output);
        return new Model { Subgraphs = { main.Graph, otherwise, then } };
    }

    private static Graph Same(string name)
    {
        var edit = new GraphEdit(new Graph(name));
        edit.AddOutput(edit.AddInput("x", ElementType.Float32, new Shape(1)));
        return edit.Graph;
    }
}
