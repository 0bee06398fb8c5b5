using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

/// <summary>Nodes go in and out of a graph anywhere, and lists that are being looked through stay as they are.</summary>
public sealed class NodeListTests
{
    private sealed record Step : Operator
    {
        public override string Name => "STEP";
    }

    [Fact]
    public void Nodes_stand_where_they_were_put()
    {
        var (edit, nodes) = Chain(3);
        var before = edit.AddNodeBefore(nodes[0], "before", new Step(), [], []);
        var after = edit.AddNodeAfter(nodes[1], "after", new Step(), [], []);
        var last = edit.AddNodeAfter(nodes[2], "last", new Step(), [], []);
        Assert.Equal([before, nodes[0], nodes[1], after, nodes[2], last], edit.Graph.Nodes);
        edit.RemoveNode(after);
        edit.RemoveNode(before);
        Assert.Equal([nodes[0], nodes[1], nodes[2], last], edit.Graph.Nodes);
        Assert.Equal(4, edit.Graph.Nodes.Count);
        Assert.Same(last, edit.Graph.Nodes[^1]);
        Assert.False(edit.Holds(before));
        Assert.True(edit.Holds(last));
    }

    [Fact]
    public void A_node_beside_one_that_was_removed_is_refused()
    {
        var (edit, _) = Chain(2);
        var removed = edit.AddNode("removed", new Step(), [], []);
        edit.RemoveNode(removed);
        Assert.Throws<InvalidOperationException>(() => edit.AddNodeBefore(removed, "next", new Step(), [], []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Two_nodes_are_compared_by_where_they_stand_wherever_others_went_in(int place)
    {
        var (edit, nodes) = Chain(3);
        var random = new Random(place);
        for (var more = 0; more < 20_000; more++)
        {
            var beside = nodes[place == 2 ? random.Next(3) : 1];
            _ = place == 0 ? edit.AddNodeBefore(beside, "more", new Step(), [], []) : edit.AddNodeAfter(beside, "more", new Step(), [], []);
        }

        var listed = edit.Graph.Nodes;
        Assert.All(listed.Zip(listed.Skip(1)), pair => Assert.True(pair.First.IsBefore(pair.Second) && !pair.Second.IsBefore(pair.First)));
        Assert.Equal(listed, listed.OrderBy(_ => random.Next()).Order(NodeOrder.Positions));
    }

    [Fact]
    public void A_list_that_is_looked_through_does_not_change_with_the_graph()
    {
        var (edit, _) = Chain(4);
        var seen = new List<string>();
        foreach (var node in edit.Graph.Nodes)
        {
            seen.Add(node.Name);
            edit.AddNodeBefore(node, $"{node.Name}/before", new Step(), [], []);
        }

        Assert.Equal(["n0", "n1", "n2", "n3"], seen);
        Assert.Equal(8, edit.Graph.Nodes.Count);
    }

    [Fact]
    public void Uses_of_a_value_that_many_read_are_kept_as_they_come_and_go()
    {
        var edit = new GraphEdit(new Graph("main"));
        var x = edit.AddInput("x", ElementType.Float32, Shape.Scalar);
        var other = edit.AddInput("other", ElementType.Float32, Shape.Scalar);
        var nodes = Enumerable.Range(0, 200)
            .Select(index => edit.AddNode($"n{index}", new Step(), [x, x], [edit.NewValue($"y{index}", ElementType.Float32, Shape.Scalar)]))
            .ToArray();
        for (var index = 0; index < nodes.Length; index += 2)
        {
            edit.SetInput(nodes[index], 1, other);
        }

        Assert.Equal(300, x.Uses.Count);
        Assert.All(nodes, node => Assert.True(x.IsReadBy(node, 0)));
        Assert.False(x.IsReadBy(nodes[4], 1));
        Assert.True(x.IsReadBy(nodes[5], 1));
        GraphVerifier.Verify(edit.Graph, "the test");
        edit.ReplaceUses(x, other);
        Assert.Empty(x.Uses);
        Assert.Equal(400, other.Uses.Count);
    }

    [Fact]
    public void What_a_graph_gives_back_is_known_of_the_value()
    {
        var (edit, nodes) = Chain(2);
        edit.AddOutput(nodes[0].Output);
        edit.AddOutput(nodes[0].Output);
        edit.RemoveOutput(0);
        Assert.True(nodes[0].Output.IsReturned);
        edit.ReplaceUses(nodes[0].Output, nodes[1].Output);
        Assert.False(nodes[0].Output.IsReturned);
        Assert.True(nodes[1].Output.IsReturned);
    }

    private static (GraphEdit Edit, Node[] Nodes) Chain(int count)
    {
        var edit = new GraphEdit(new Graph("main"));
        return (edit,
            [.. Enumerable.Range(0, count)
                .Select(index =>
                    edit.AddNode($"n{index}", new Step(), [], [edit.NewValue($"y{index}", ElementType.Float32, Shape.Scalar)]))]);
    }
}
