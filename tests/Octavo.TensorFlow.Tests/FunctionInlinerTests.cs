using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public class FunctionInlinerTests
{
    private static NodeDef Node(string operation, string name, params string[] inputs) => GraphDefBuilder.Make(operation, name, inputs);

    [Fact]
    public void Calls_in_calls_become_nodes_with_the_path_that_led_there()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Call("outer", "model", "x").Node("Relu", "y", "model")
            .Function("outer", ["a"], [("r", "inner_call:output:0")], GraphDefBuilder.MakeCall("inner", "inner_call", "a"))
            .Function("inner", ["a"], [("r", "block/tanh:y:0")], Node("Tanh", "block/tanh", "a"), Node("Exp", "unused", "a")).Read();
        Assert.Equal(["Placeholder x", "Tanh model/inner_call/block/tanh", "Relu y"],
            graph.Nodes.Select(node => $"{node.Operation} {node.Name}"));
        Assert.Equal("block/tanh", graph.Nodes[1].SourceName);
        Assert.Equal(new NodeOutput("model/inner_call/block/tanh", 0), graph["y"].Inputs[0]);
    }

    [Fact]
    public void A_function_called_by_its_name_is_inlined_with_its_attributes_filled_in()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("cast", "c", "x")
            .Function("cast", ["a"], [("r", "to:y:0")], Node("Cast", "to", "a"));
        builder.Graph.Library.Function[0].NodeDef[0].Attr["DstT"] = new AttrValue { Placeholder = "D" };
        builder.Graph.Node[1].Attr["D"] = new AttrValue { Type = DataType.DtInt8 };
        Assert.Equal(ElementType.Int8, builder.Read()["c/to"].Attributes.ElementType("DstT"));
    }

    [Fact]
    public void References_by_output_name_count_the_tensors_of_the_outputs_before()
    {
        var split = Node("SplitV", "parts", "a", "sizes:output:0", "axis:output:0");
        split.Attr["num_split"] = new AttrValue { I = 3 };
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Call("f", "c", "x")
            .Function("f", ["a"], [("r", "sum:z:0")], Node("Const", "sizes"), Node("Const", "axis"), split,
                Node("TopKV2", "top", "parts:output:2", "axis:output:0"), Node("AddV2", "sum", "parts:output:1", "top:indices:0")).Read();
        Assert.Equal("c/parts:1 c/top:1", string.Join(' ', graph["c/sum"].Inputs));
        Assert.Equal(new NodeOutput("c/parts", 2), graph["c/top"].Inputs[0]);
    }

    [Fact]
    public void A_function_that_gives_its_argument_back_leaves_no_node()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Call("f", "c", "x").Node("Relu", "y", "c:0")
            .Function("f", ["a"], [("r", "a")]).Read();
        Assert.Equal(new NodeOutput("x", 0), graph["y"].Inputs[0]);
    }

    [Fact]
    public void A_call_named_like_a_folder_of_nodes_gets_names_of_its_own()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Call("f", "c", "x").Node("Relu", "c/t", "c")
            .Function("f", ["a"], [("r", "t:y:0")], Node("Tanh", "t", "a")).Read();
        Assert.Equal("Tanh", graph[graph["c/t"].Inputs[0].Node].Operation);
    }

    [Fact]
    public void Prints_and_assertions_vanish_with_what_only_they_need()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Node("Exp", "e", "x").Node("Assert", "check", "e")
            .Node("NoOp", "group", "^check").Node("Relu", "y", "x", "^group");
        graph.Graph.Node[2].Attr["T"] = GraphDefBuilder.Types(0);
        var read = graph.Read();
        Assert.Equal(["x", "y"], read.Nodes.Select(node => node.Name));
        Assert.Empty(read["y"].ControlInputs);
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused_with_the_circle()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Call("f", "c", "x")
            .Function("f", ["a"], [("r", "n:output:0")], GraphDefBuilder.MakeCall("g", "n", "a"))
            .Function("g", ["a"], [("r", "n:output:0")], GraphDefBuilder.MakeCall("f", "n", "a"));
        Assert.Equal("f -> g -> f", Assert.Throws<OctavoException>(() => builder.Read()).Found);
    }

    [Fact]
    public void A_loop_whose_body_runs_the_loop_again_is_refused()
    {
        var loop = Node("While", "again", "a");
        loop.Attr["T"] = GraphDefBuilder.Types(1);
        loop.Attr["cond"] = loop.Attr["body"] = new AttrValue { Func = new NameAttrList { Name = "f" } };
        var builder =
            new GraphDefBuilder().Node("Placeholder", "x").Call("f", "c", "x").Function("f", ["a"], [("r", "again:output:0")], loop);
        Assert.Equal("f -> f", Assert.Throws<OctavoException>(() => builder.Read()).Found);
    }

    [Fact]
    public void Calls_nested_too_deep_are_refused()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Call("f0", "c", "x");
        for (var level = 0; level < 20_000; level++)
        {
            builder.Function($"f{level}", ["a"], [("r", "n:output:0")], GraphDefBuilder.MakeCall($"f{level + 1}", "n", "a"));
        }

        builder.Function("f20000", ["a"], [("r", "a")]);
        Assert.Contains("too deep", Assert.Throws<OctavoException>(() => builder.Read()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_double_at_every_level_stop_at_the_limit()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Call("f0", "c", "x");
        for (var level = 0; level < 60; level++)
        {
            builder.Function(
                $"f{level}", ["a"], [("r", "second:output:0")],
                GraphDefBuilder.MakeCall($"f{level + 1}", "first", "a"),
                    GraphDefBuilder.MakeCall($"f{level + 1}", "second", "first:output:0"));
        }

        builder.Function("f60", ["a"], [("r", "t:y:0")], Node("Tanh", "t", "a"));
        var error = Assert.Throws<OctavoException>(() => builder.Read(limits: ReaderLimits.Default with { MaximumNodes = 20_000 }));
        Assert.Contains("20000", error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_named_with_who_asks_for_it()
    {
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Node("Relu", "y", "z"), "'z'", "node 'y'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Node("Tanh", "t", "x").Node("Relu", "y", "t:1"), "'t:1'", "node 'y'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Call("f", "y", "x"), "'f'", "node 'y'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Call("f", "y", "x", "x").Function("f", ["a"], [("r", "a")]), "'f'",
            "node 'y'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Call("f", "y", "x")
            .Function("f", ["a"], [("r", "t:z:0")], Node("Tanh", "t", "a")), "'z'", "node 'y/result'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Node("AddV2", "y", "x"), "AddV2", "node 'y'");
        AssertRefused(new GraphDefBuilder().Node("Placeholder", "x").Node("Relu", "y", "x").Node("Relu", "y", "x"), "'y'", "graph.pb");
    }

    [Fact]
    public void Nodes_in_a_circle_are_refused()
    {
        var builder =
            new GraphDefBuilder().Node("Placeholder", "x").Node("AddV2", "a", "x", "b").Node("Relu", "b", "a").Node("Tanh", "y", "b");
        Assert.Contains("circle", Assert.Throws<OctavoException>(() => builder.Read()).What, StringComparison.Ordinal);
    }

    private static void AssertRefused(GraphDefBuilder builder, string what, string where)
    {
        var error = Assert.Throws<OctavoException>(() => builder.Read());
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains(where, error.Where, StringComparison.Ordinal);
    }
}
