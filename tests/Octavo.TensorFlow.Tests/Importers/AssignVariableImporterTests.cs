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
        using var saved = SavedModelReader.Open(RepositoryFolders.Model("counter"));
        var model = ModelImport.Import([saved.ReadSignature("serving_default")], "test");
        var call = Assert.IsType<CallOnce>(model.Main.Nodes[0].Operator);
        var initialization = call.Initialization.Target;
        Assert.Equal(["VAR_HANDLE", "ASSIGN_VARIABLE"], initialization.Nodes.Select(node => node.Operator.Name));
        Assert.Same(initialization, model.Subgraphs[^1]);
        var names = model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator).OfType<VarHandle>().Select(handle => handle.SharedName).Distinct();
        Assert.Single(names);
        var kinds = model.Main.Nodes.Select(node => node.Operator.Name).ToList();
        Assert.True(kinds.IndexOf("ASSIGN_VARIABLE") < kinds.LastIndexOf("READ_VARIABLE"), string.Join(", ", kinds));
    }

    [Fact]
    public void Variables_that_nothing_assigns_stay_constants()
    {
        using var saved = SavedModelReader.Open(RepositoryFolders.Model("dense"));
        var model = ModelImport.Import([saved.ReadSignature("serving_default")], "test");
        Assert.Single(model.Subgraphs);
        Assert.DoesNotContain(model.Main.Nodes, node => node.Operator is VarHandle or ReadVariable or CallOnce);
    }

    [Fact]
    public void A_reference_is_read_where_it_is_read()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("VariableV2", "v").Node("Identity", "before", "v").Node("AssignAdd", "add", "v", "x", "^before")
            .Node("Identity", "behind", "v", "^add").Node("Sub", "y", "behind", "before");
        Shape(builder, "v", "shape", 2);
        Shape(builder, "x", "shape", 2);
        var graph = ModelImport.Import([builder.Read(["x"], ["y:0"])], "test").Main;
        Assert.Equal(
            ["VAR_HANDLE", "READ_VARIABLE", "READ_VARIABLE", "ADD", "ASSIGN_VARIABLE", "READ_VARIABLE", "SUB"], graph.Nodes.Select(node => node.Operator.Name));
        Assert.Equal(new Shape(2), graph.Outputs[0].Shape);
    }

    [Fact]
    public void A_loop_of_TensorFlow_1_that_assigns_in_its_steps_is_refused()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("VariableV2", "v").Node("Enter", "enter", "x").Node("RefEnter", "handle", "v")
            .Node("Merge", "merge", "enter", "next").Node("Less", "less", "merge", "enter").Node("LoopCond", "cond", "less").Node("Switch", "switch", "merge", "cond")
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

    private static void Shape(GraphDefBuilder builder, string node, string attribute, params int[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        builder.Graph.Node.Single(candidate => candidate.Name == node).Attr[attribute] = new AttrValue { Shape = shape };
    }
}
