using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

/// <summary>Nodes and values of a model are told apart by numbers that stay theirs.</summary>
public sealed class IdTests
{
    private sealed record Step : Operator
    {
        public override string Name => "STEP";
    }

    [Fact]
    public void Ids_of_a_model_are_each_there_once_however_its_graphs_were_built()
    {
        var model = new Model();
        var (early, late) = (Chain("early"), Chain("late"));
        var unread = late.NewValue("unread", ElementType.Float32, new Shape(1));
        model.Subgraphs.Add(early.Graph);
        model.Subgraphs.Add(late.Graph);
        var first = early.AddNode("more", new Step(), [early.Graph.Inputs[0]], [early.NewValue("more", ElementType.Float32, new Shape(1))]);
        var second = late.AddNode("more", new Step(), [unread], [late.NewValue("more", ElementType.Float32, new Shape(1))]);
        var values = model.Subgraphs.SelectMany(graph => graph.Values()).Select(value => value.Id);
        var nodes = model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Id);
        Assert.Distinct([.. values, .. nodes]);
        Assert.Contains(first.Id, nodes);
        Assert.Contains(second.Id, nodes);
    }

    [Fact]
    public void Two_models_built_alike_have_the_same_ids()
    {
        Assert.Equal(Ids(), Ids());

        static int[] Ids()
        {
            var model = new Model { Subgraphs = { Chain("first").Graph, Chain("second").Graph } };
            return [.. model.Subgraphs.SelectMany(graph => graph.Nodes)
                .SelectMany(node => node.Outputs.Select(output => output.Id).Prepend(node.Id))];
        }
    }

    [Fact]
    public void A_value_that_another_node_takes_over_keeps_its_id()
    {
        var edit = Chain("main");
        var old = edit.Graph.Nodes[^1];
        var (value, id) = (old.Output, old.Output.Id);
        var node = edit.AddNodeBefore(old, "new", new Step(), old.Inputs, [edit.NewValue("new", ElementType.Float32, new Shape(1))]);
        edit.TakeOver(node, 0, value);
        edit.Rename(value, "renamed");
        edit.RemoveNode(old);
        Assert.Equal(id, node.Output.Id);
        Assert.NotEqual(old.Id, node.Id);
    }

    private static GraphEdit Chain(string name)
    {
        var edit = new GraphEdit(new Graph(name));
        var value = edit.AddInput("input", ElementType.Float32, new Shape(1));
        for (var index = 0; index < 3; index++)
        {
            var next = edit.NewValue($"value{index}", ElementType.Float32, new Shape(1));
            value = edit.AddNode($"node{index}", new Step(), [value], [next]).Output;
        }

        edit.AddOutput(value);
        return edit;
    }
}
