using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class SourceContentsReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_saved_model_shows_signatures_operations_functions_and_variables()
    {
        var contents = SourceContentsReader.Read(TestModels.Find("dense"))!;
        Assert.Equal("SavedModel", contents.Kind);
        var graph = Assert.Single(contents.Graphs);
        Assert.Equal("serve", Assert.Single(graph.Tags));
        var signature = graph.Signatures.Single(candidate => candidate.Name == "serving_default");
        Assert.Equal(("x", "Float32", "-1,32"),
            (signature.Inputs[0].Name, signature.Inputs[0].Type, string.Join(',', signature.Inputs[0].Sizes!.Value)));
        Assert.Equal("y", Assert.Single(signature.Outputs).Name);
        Assert.True(graph.Operations["MatMul"] >= 1, "operations of functions count");
        Assert.NotEmpty(graph.Functions);
        var weights = contents.Variables.Single(variable => variable.Name == "w1/.ATTRIBUTES/VARIABLE_VALUE");
        Assert.Equal(("Float32", "32,40", 32 * 40 * 4L), (weights.Type, string.Join(',', weights.Sizes!.Value), weights.Bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("saved_model.pb")]
    [InlineData("variables")]
    [InlineData("variables/variables")]
    [InlineData("variables/variables.index")]
    [InlineData("variables/variables.data-00000-of-00001")]
    public void A_model_or_its_checkpoint_is_found_by_every_name_that_it_has(string name)
    {
        var contents = SourceContentsReader.Read(Path.Combine(TestModels.Find("dense"), name))!;
        Assert.Equal(name.StartsWith("variables", StringComparison.Ordinal) ? "checkpoint" : "SavedModel", contents.Kind);
        Assert.Contains(contents.Variables, variable => variable.Name.StartsWith("w1", StringComparison.Ordinal));
    }

    [Fact]
    public void Graphs_of_any_tags_are_shown_without_choosing_one()
    {
        var path = Path.Combine(folder.CopyModel("dense"), "saved_model.pb");
        var model = Messages.SavedModel.Parser.ParseFrom(File.ReadAllBytes(path));
        model.MetaGraphs.Add(model.MetaGraphs[0].Clone());
        model.MetaGraphs[1].MetaInfoDef.Tags.Clear();
        model.MetaGraphs[1].MetaInfoDef.Tags.Add(["gpu", "train"]);
        model.MetaGraphs[0].MetaInfoDef.Tags.Clear();
        File.WriteAllBytes(path, model.ToByteArray());
        Assert.Equal(["", "gpu,train"],
            SourceContentsReader.Read(Path.GetDirectoryName(path)!)!.Graphs.Select(graph => string.Join(',', graph.Tags)));
    }

    [Fact]
    public void A_frozen_graph_shows_placeholders_and_what_nobody_reads()
    {
        var graph = new GraphDef();
        graph.Node.Add(new NodeDef
        {
            Name = "x", Op = "Placeholder",
            Attr = { ["dtype"] = new AttrValue { Type = DataType.DtFloat },
                ["shape"] = new AttrValue { Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = -1 },
                    new TensorShapeProto.Types.Dim { Size = 3 } } } } },
        });
        graph.Node.Add(
            new NodeDef { Name = "handle", Op = "SomethingUnheardOf", Input = { "x" },
                Attr = { ["T"] = new AttrValue { Type = DataType.DtResource } } });
        foreach (var name in new[] { "graph.pb", "saved_model.pb" })
        {
            var contents = SourceContentsReader.Read(folder.Write(name, graph.ToByteArray()))!;
            Assert.Equal("frozen graph", contents.Kind);
            var only = Assert.Single(contents.Graphs);
            Assert.Equal(("x", "Float32", 2), (only.Inputs.Single().Name, only.Inputs[0].Type, only.Inputs[0].Sizes!.Value.Length));
            Assert.Equal(("handle", "Resource"), (only.Outputs.Single().Name, only.Outputs[0].Type));
            Assert.Equal(1, only.Operations["SomethingUnheardOf"]);
        }
    }

    [Fact]
    public void A_variable_in_parts_has_the_bytes_of_the_whole()
    {
        var prefix = new BundleWriter().AddSliced(
            "table", DataType.DtFloat, new Shape(2, 3),
            (new TensorSlice([(0, 1), (0, 3)]), new Shape(1, 3), new byte[12], 0),
                (new TensorSlice([(1, 1), (0, 3)]), new Shape(1, 3), new byte[12], 0)).Write(folder.Path);
        var variable = Assert.Single(SourceContentsReader.Read(prefix)!.Variables);
        Assert.Equal(("table", 24L), (variable.Name, variable.Bytes));
    }

    [Fact]
    public void What_is_no_model_of_tensorflow_is_left_to_others()
    {
        Assert.Null(SourceContentsReader.Read(folder.Path));
        Assert.Null(SourceContentsReader.Read(folder.Write("model.tflite", [1, 2, 3])));
        Assert.Null(SourceContentsReader.Read(Path.Combine(folder.Path, "nowhere")));
    }

    [Fact]
    public void A_damaged_file_is_an_error_of_its_own()
    {
        foreach (var bytes in new byte[][] { [], [255, 255, 255], "text\n"u8.ToArray() })
        {
            Assert.Equal(ErrorKind.MalformedModel,
                Assert.Throws<OctavoException>(() => SourceContentsReader.Read(folder.Write("graph.pb", bytes))).Kind);
        }
    }
}
