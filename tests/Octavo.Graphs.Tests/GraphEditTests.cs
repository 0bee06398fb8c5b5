using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

public sealed class GraphEditTests
{
    private sealed record Negate : Operator
    {
        public override string Name => "NEG";
    }

    [Fact]
    public void Replacing_uses_moves_readers_and_graph_outputs()
    {
        var (edit, input, first, second) = Chain();
        edit.ReplaceUses(first.Output, input);
        Assert.Same(input, second.Inputs[0]);
        edit.RemoveNode(first);
        GraphVerifier.Verify(edit.Graph, "test");
        Assert.Single(edit.Graph.Nodes);
    }

    [Fact]
    public void A_node_that_is_still_read_cannot_be_removed()
    {
        var (edit, _, first, _) = Chain();
        Assert.Throws<InvalidOperationException>(() => edit.RemoveNode(first));
    }

    [Fact]
    public void The_verifier_names_what_ran_before_when_a_node_reads_ahead()
    {
        var (edit, _, first, second) = Chain();
        edit.SetInput(first, 0, second.Output);
        var error = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(edit.Graph, "RenameEverything"));
        Assert.Contains("RenameEverything", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sorting_puts_producers_first_and_refuses_a_circle()
    {
        var (edit, input, first, second) = Chain();
        var late = edit.AddNode("late", new Negate(), [input], [edit.NewValue("late", ElementType.Float32, new Shape(2))]);
        edit.SetInput(first, 0, late.Output);
        edit.SortNodes();
        Assert.Equal(["late", "first", "second"], edit.Graph.Nodes.Select(node => node.Name));
        edit.SetInput(late, 0, second.Output);
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(edit.SortNodes).Kind);
    }

    private static (GraphEdit Edit, Value Input, Node First, Node Second) Chain()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(2));
        var first = edit.AddNode("first", new Negate(), [input], [edit.NewValue("a", ElementType.Float32, new Shape(2))]);
        var second = edit.AddNode("second", new Negate(), [first.Output], [edit.NewValue("b", ElementType.Float32, new Shape(2))]);
        edit.AddOutput(second.Output);
        return (edit, input, first, second);
    }
}
