using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>SavedModels of any tag set, with several signatures, one that cannot be converted, or none.</summary>
public sealed class SavedModelImportTests
{
    [Fact]
    public void The_only_graph_is_taken_whatever_its_tags()
    {
        using var folder = new Workplace();
        var path = Write(folder, Graph(), [], ("serving_default", ["x"], ["y"]));
        Assert.NotEmpty(Converter.FromSavedModel(path).Convert());
        Assert.NotEmpty(Converter.FromSavedModel(path, tags: []).Convert());
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => Converter.FromSavedModel(path, ["serve"]).Convert()).Kind);
    }

    [Fact]
    public void A_model_without_signatures_says_so_and_is_converted_by_its_tensors()
    {
        using var folder = new Workplace();
        var path = Write(folder, Graph(), ["serve"]);
        var error = Assert.Throws<OctavoException>(() => Converter.FromSavedModel(path).Convert());
        Assert.Contains("no signature", error.What, StringComparison.Ordinal);
        Assert.Contains("--inputs x", error.Hint, StringComparison.Ordinal);
        Assert.Equal(Runs(Converter.FromSavedModel(path, new ConversionSource(Inputs: ["x"], Outputs: ["y"]))),
            Runs(Converter.FromSavedModel(path, new ConversionSource(Outputs: ["y"]))));
    }

    [Fact]
    public void A_frozen_graph_is_read_whatever_its_name()
    {
        using var folder = new Workplace();
        var frozen = Directory.CreateDirectory(folder["frozen"]).FullName;
        var path = Path.Combine(frozen, "saved_model.pb");
        File.WriteAllBytes(path, Graph().Graph.ToByteArray());
        Assert.Equal(Converter.From(path, new ConversionSource()).Convert(), Converter.From(frozen, new ConversionSource()).Convert());
    }

    [Fact]
    public void One_bad_signature_does_not_stop_the_others_unless_it_is_named()
    {
        var graph = Graph();
        graph.Node("Xlog1py", "fine", "x", "x");
        graph.Add("NotAnOperation", "strange", ["x"]);
        using var folder = new Workplace();
        var path = Write(folder, graph, ["serve"], ("good", ["x"], ["y"]), ("strange", ["x"], ["strange"]));
        var converter = Converter.FromSavedModel(path);
        using var interpreter = Interpreter.Open(converter.Convert());
        Assert.Contains(converter.Report!.Notes,
            note => note.Contains("'strange' is left out", StringComparison.Ordinal)
            && note.Contains("NotAnOperation", StringComparison.Ordinal));
        Assert.Equal(ErrorKind.UnsupportedOperator,
            Assert.Throws<OctavoException>(() => Converter.FromSavedModel(path, signatures: ["good", "strange"]).Convert()).Kind);
    }

    [Fact]
    public void Shapes_and_values_go_to_the_signatures_that_have_the_input()
    {
        var graph = Graph();
        graph.Node("AddV2", "z", graph.Placeholder("other", 1, 4), graph.Placeholder("offset"));
        using var folder = new Workplace();
        var path = Write(folder, graph, ["serve"], ("one", ["x"], ["y"]), ("two", ["offset", "other"], ["z"]));
        var converter = Converter.FromSavedModel(path);
        converter.InputShapes = new Dictionary<string, Shape> { ["x"] = new(2, 4) };
        converter.InputValues = new Dictionary<string, Tensor>([InputValueText.Parse("offset=1")]);
        Assert.NotEmpty(converter.Convert());
        converter.InputShapes = new Dictionary<string, Shape> { ["nothing"] = new(2, 4) };
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(converter.Convert).Kind);
    }

    [Fact]
    public void Outputs_stand_in_the_order_in_which_people_count()
    {
        var graph = Graph();
        string[] names = [.. Enumerable.Range(0, 12)
            .Select(index => graph.Node("AddV2", $"output_{index}", "x", graph.Constant($"c{index}", index, index, index, index)))];
        using var folder = new Workplace();
        using var imported = ImportedModel.FromSavedModel(Write(folder, graph, ["serve"], ("serving_default", ["x"], names)));
        Assert.Equal(names, Assert.Single(imported.Model.Signatures).Outputs.Select(output => output.Key));
    }

    private static float[] Runs(Converter converter)
    {
        using var interpreter = Interpreter.Open(converter.Convert());
        interpreter.InputSpan<float>(0).Fill(-2);
        interpreter.Invoke();
        return interpreter.OutputSpan<float>(0).ToArray();
    }

    private static WrittenGraph Graph()
    {
        var graph = new WrittenGraph();
        graph.Node("Abs", "y", graph.Placeholder("x", 1, 4));
        return graph;
    }

    private static string Write(Workplace folder, WrittenGraph graph, string[] tags,
        params (string Name, string[] Inputs, string[] Outputs)[] signatures)
    {
        var meta = new MetaGraphDef { MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef(), GraphDef = graph.Graph };
        meta.MetaInfoDef.Tags.AddRange(tags);
        foreach (var (name, inputs, outputs) in signatures)
        {
            var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
            foreach (var (tensors, target) in new[] { (inputs, signature.Inputs), (outputs, signature.Outputs) })
            {
                foreach (var tensor in tensors)
                {
                    target[tensor] = new TensorInfo { Name = $"{tensor}:0", Dtype = DataType.DtFloat };
                }
            }

            meta.SignatureDef[name] = signature;
        }

        var model = new TensorFlow.Messages.SavedModel { SavedModelSchemaVersion = 1 };
        model.MetaGraphs.Add(meta);
        var path = Directory.CreateDirectory(folder["model"]).FullName;
        File.WriteAllBytes(Path.Combine(path, "saved_model.pb"), model.ToByteArray());
        return path;
    }
}
