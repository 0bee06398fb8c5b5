using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class AssignVariableImporterTests
{
    [Fact]
    public void An_assigned_variable_is_a_resource_that_is_initialized_once_with_the_checkpoint()
    {
        using var saved = SavedModelReader.Open(TestModels.Find("counter"));
        var model = ModelImport.Import([saved.ReadSignature("serving_default")], "test");
        var call = Assert.IsType<CallOnce>(model.Main.Nodes[0].Operator);
        var initialization = call.Initialization.Target;
        Assert.Equal(["VAR_HANDLE", "ASSIGN_VARIABLE"], initialization.Nodes.Select(node => node.Operator.Name));
        Assert.Same(initialization, model.Subgraphs[^1]);
        var names = model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator).OfType<VarHandle>()
            .Select(handle => handle.SharedName).Distinct();
        Assert.Single(names);
        var kinds = model.Main.Nodes.Select(node => node.Operator.Name).ToList();
        Assert.True(kinds.IndexOf("ASSIGN_VARIABLE") < kinds.LastIndexOf("READ_VARIABLE"), string.Join(", ", kinds));
    }

    [Fact]
    public void Variables_that_nothing_assigns_stay_constants()
    {
        using var saved = SavedModelReader.Open(TestModels.Find("dense"));
        var model = ModelImport.Import([saved.ReadSignature("serving_default")], "test");
        Assert.Single(model.Subgraphs);
        Assert.DoesNotContain(model.Main.Nodes, node => node.Operator is VarHandle or ReadVariable or CallOnce);
    }

    [Fact]
    public void A_reference_is_read_where_it_is_read()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("VariableV2", "v").Node("Identity", "before", "v")
            .Node("AssignAdd", "add", "v", "x", "^before")
            .Node("Identity", "behind", "v", "^add").Node("Sub", "y", "behind", "before");
        Shape(builder, "v", "shape", 2);
        Shape(builder, "x", "shape", 2);
        var graph = ModelImport.Import([builder.Read(["x"], ["y:0"])], "test").Main;
        Assert.Equal(
            ["VAR_HANDLE", "READ_VARIABLE", "READ_VARIABLE", "ADD", "ASSIGN_VARIABLE", "READ_VARIABLE", "SUB"],
            graph.Nodes.Select(node => node.Operator.Name));
        Assert.Equal(new Shape(2), graph.Outputs[0].Shape);
    }

    [Fact]
    public void A_loop_of_TensorFlow_1_that_assigns_in_its_steps_is_refused()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("VariableV2", "v").Node("Enter", "enter", "x")
            .Node("RefEnter", "handle", "v")
            .Node("Merge", "merge", "enter", "next").Node("Less", "less", "merge", "enter").Node("LoopCond", "cond", "less")
                .Node("Switch", "switch", "merge", "cond")
            .Node("AssignAdd", "add", "handle", "switch:1").Node("NextIteration", "next", "add").Node("Exit", "exit", "switch");
        Shape(builder, "v", "shape");
        foreach (var node in builder.Graph.Node.Where(node => node.Op is "Enter" or "RefEnter"))
        {
            node.Attr["frame_name"] = new AttrValue { S = Google.Protobuf.ByteString.CopyFromUtf8("frame") };
        }

        builder.Graph.Node.Single(node => node.Op == "Merge").Attr["N"] = new AttrValue { I = 2 };
        var error = Assert.Throws<OctavoException>(() => ModelImport.Import([builder.Read(["x"], ["exit:0"])], "test"));
        Assert.Equal(ErrorKind.UnsupportedFeature, error.Kind);
        Assert.Contains("'add'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_assigns_in_its_steps_has_a_handle_of_its_own()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("VarHandleOp", "v")
            .Function("goes_on", ["i", "s", "h"], [("result", "less:z:0")], GraphDefBuilder.Make("Const", "three"),
                GraphDefBuilder.Make("Less", "less", "i", "three:output:0"))
            .Function(
                "step", ["i", "s", "h"], [("next", "add:z:0"), ("sum", "read:value:0"), ("handle", "h")],
                GraphDefBuilder.Make("Const", "one"), GraphDefBuilder.Make("Add", "add", "i", "one:output:0"),
                GraphDefBuilder.Make("AssignAddVariableOp", "assign", "h", "s"),
                    GraphDefBuilder.Make("ReadVariableOp", "read", "h", "^assign"))
            .Node("Const", "zero").Node("While", "loop", "zero", "x", "v").Node("ReadVariableOp", "last", "v", "^loop")
                .Node("Identity", "y", "loop:1");
        Shape(builder, "x", "shape", 2);
        Shape(builder, "v", "shape", 2);
        var functions = builder.Graph.Library.Function;
        foreach (var constant in builder.Graph.Node.Concat(functions.SelectMany(function => function.NodeDef))
            .Where(node => node.Op == "Const"))
        {
            var number = constant.Name == "three" ? 3f : constant.Name == "one" ? 1f : 0f;
            constant.Attr["value"] =
                new AttrValue { Tensor = new TensorProto { Dtype = DataType.DtFloat, TensorShape = new TensorShapeProto(),
                    FloatVal = { number } } };
        }

        foreach (var function in functions)
        {
            function.Signature.InputArg[2].Type = DataType.DtResource;
        }

        functions[0].Signature.OutputArg[0].Type = DataType.DtBool;
        functions[1].Signature.OutputArg[2].Type = DataType.DtResource;
        functions[1].ControlRet["assign"] = "assign";
        var loop = builder.Graph.Node.Single(node => node.Op == "While");
        loop.Attr["cond"] = new AttrValue { Func = new NameAttrList { Name = "goes_on" } };
        loop.Attr["body"] = new AttrValue { Func = new NameAttrList { Name = "step" } };
        loop.Attr["T"] =
            new AttrValue { List = new AttrValue.Types.ListValue { Type = { DataType.DtFloat, DataType.DtFloat, DataType.DtResource } } };
        var main = ModelImport.Import([builder.Read(["x"], ["y:0", "last:0"])], "test").Main;
        Assert.Equal(["WHILE", "VAR_HANDLE", "READ_VARIABLE"], main.Nodes.Select(node => node.Operator.Name));
        var body = ((While)main.Nodes[0].Operator).Body.Target;
        Assert.Equal(2, body.Inputs.Count);
        Assert.Equal(
            ["VAR_HANDLE", "READ_VARIABLE", "ASSIGN_VARIABLE", "READ_VARIABLE"],
            body.Nodes.Select(node => node.Operator.Name).Where(name => name != "ADD"));
    }

    private static void Shape(GraphDefBuilder builder, string node, string attribute, params int[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        builder.Graph.Node.Single(candidate => candidate.Name == node).Attr[attribute] = new AttrValue { Shape = shape };
    }
}
