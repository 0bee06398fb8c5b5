using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>What a conversion says of the model: nobody finds it out by running the file.</summary>
public sealed class ImportNoteTests
{
    [Fact]
    public void The_same_graph_gives_the_same_bytes_whatever_its_file_is_called()
    {
        using var folder = new Workplace();
        var path = Sum().Write(folder.Folder);
        var other = Path.Combine(folder.Folder, "another name.pb");
        File.Copy(path, other);
        Assert.Equal(Converter.FromFrozenGraph(path).Convert(), Converter.FromFrozenGraph(other).Convert());
    }

    [Fact]
    public void A_tensor_in_the_middle_is_fed_by_its_own_name()
    {
        using var folder = new Workplace();
        using var interpreter =
            Interpreter.Open(Converter.FromFrozenGraph(Sum().Write(folder.Folder), ["middle"], ["y"]).Convert(), name: "cut");
        interpreter.InputSpan<float>(0).Fill(-3);
        interpreter.Invoke();
        Assert.Equal([3f, 3, 3, 3], interpreter.OutputSpan<float>(0).ToArray());
    }

    [Fact]
    public void A_value_that_is_given_is_no_input_any_more()
    {
        using var folder = new Workplace();
        var converter = Converter.FromFrozenGraph(Sum().Write(folder.Folder));
        converter.InputValues = new Dictionary<string, Tensor>([InputValueText.Parse("offset=-5")]);
        using var interpreter = Interpreter.Open(converter.Convert(), name: "fixed");
        interpreter.InputSpan<float>(0).Fill(2);
        interpreter.Invoke();
        Assert.Equal([3f, 3, 3, 3], interpreter.OutputSpan<float>(0).ToArray());
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("offset=")]
    [InlineData("offset=two")]
    [InlineData("offset=1,NaN")]
    [InlineData("=1")]
    public void A_value_that_cannot_be_read_is_refused(string text) =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => InputValueText.Parse(text)).Kind);

    [Fact]
    public void What_was_taken_for_outputs_is_said()
    {
        using var folder = new Workplace();
        var converter = Converter.FromFrozenGraph(Sum().Write(folder.Folder));
        converter.Convert();
        Assert.Contains(converter.Report!.Notes, note => note.Contains("'y'", StringComparison.Ordinal));
    }

    [Fact]
    public void Custom_operators_are_written_where_they_are_allowed_and_named()
    {
        using var folder = new Workplace();
        var graph = new WrittenGraph();
        graph.Node("MatrixInverse", "y", graph.Placeholder("x", 1, 4));
        var path = graph.Write(folder.Folder);
        Assert.Equal(ErrorKind.UnsupportedOperator, Assert.Throws<OctavoException>(() => Converter.FromFrozenGraph(path).Convert()).Kind);
        var converter = Converter.From(path, new ConversionSource(AllowCustomOperators: true));
        var file = converter.Convert();
        Assert.Contains(converter.Report!.Notes,
            note => note.Contains("custom operators", StringComparison.Ordinal)
            && note.Contains("MatrixInverse", StringComparison.Ordinal));
        Assert.Contains("MatrixInverse", Assert.Throws<OctavoException>(() => Interpreter.Open(file, name: "custom")).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_is_opened_must_be_open_inside()
    {
        var graph = new WrittenGraph();
        graph.Add("Reshape", "y", [graph.Node("Tanh", "t", graph.Placeholder("x", 1, 4, 4)), graph.Integers("shape", 1, 16)],
            ("Tshape", DataType.DtInt32));
        using var folder = new Workplace();
        var path = graph.Write(folder.Folder);
        foreach (var batch in new[] { -1, 3 })
        {
            var converter = Converter.FromFrozenGraph(path);
            converter.InputShapes = new Dictionary<string, Shape> { ["x"] = new(batch, 4, 4) };
            var error = Assert.Throws<OctavoException>(converter.Convert);
            Assert.Equal(ErrorKind.Shape, error.Kind);
            Assert.Contains("'y'", error.Where, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_batch_that_is_open_inside_is_opened()
    {
        using var folder = new Workplace();
        var graph = new WrittenGraph();
        graph.Node("Tanh", "y", graph.Placeholder("x", 1, 4));
        var converter = Converter.FromFrozenGraph(graph.Write(folder.Folder));
        converter.InputShapes = new Dictionary<string, Shape> { ["x"] = new(-1, 4) };
        using var interpreter = Interpreter.Open(converter.Convert(), name: "opened");
        interpreter.ResizeInput(0, new Shape(3, 4));
        interpreter.Invoke();
        Assert.Equal(12, interpreter.OutputSpan<float>(0).Length);
    }

    [Fact]
    public void Batch_normalization_in_training_mode_is_said()
    {
        var graph = new WrittenGraph();
        string[] statistics = [.. Enumerable.Range(0, 2).Select(index => graph.Constant($"c{index}", 1, 2, 3))];
        graph.Add("FusedBatchNorm", "norm",
            [graph.Placeholder("x", 1, 2, 2, 3), statistics[0], statistics[1], graph.Constant("none0"), graph.Constant("none1")],
            ("is_training", true));
        using var folder = new Workplace();
        var converter = Converter.FromFrozenGraph(graph.Write(folder.Folder));
        converter.Convert();
        Assert.Contains(converter.Report!.Notes, note => note.Contains("'norm' was left in training mode", StringComparison.Ordinal));
    }

    [Fact]
    public void Operators_that_need_a_newer_runtime_are_named()
    {
        var graph = new WrittenGraph();
        graph.Add("BatchMatMulV2", "y", [graph.Placeholder("a", 2, 3, 4), graph.Placeholder("b", 2, 4, 3)]);
        using var folder = new Workplace();
        var path = graph.Write(folder.Folder);
        foreach (var (target, isNamed) in new[] { ("1.14", true), ("2.18", false), ((string?)null, false) })
        {
            var converter = Converter.FromFrozenGraph(path);
            converter.TargetRuntime = target;
            converter.Convert();
            Assert.Equal(isNamed, converter.Report!.Notes.Any(note => note.StartsWith("BATCH_MATMUL version", StringComparison.Ordinal)));
            Assert.NotNull(converter.Report.MinimumRuntime);
        }

        var wrong = Converter.FromFrozenGraph(path);
        wrong.TargetRuntime = "newest";
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(wrong.Convert).Kind);
    }

    [Fact]
    public void Weights_know_the_names_of_the_constants_that_they_were_made_of()
    {
        var graph = new WrittenGraph();
        var kernel = graph.Shaped("conv1/kernel", [1, 1, 3, 2], 1, 2, 3, 4, 5, 6);
        graph.Add("Conv2D", "conv1/Conv2D", [graph.Placeholder("x", 1, 2, 2, 3), kernel], ("padding", "SAME"));
        var strides = new AttrValue.Types.ListValue();
        strides.I.AddRange([1, 1, 1, 1]);
        graph.Graph.Node[^1].Attr["strides"] = new AttrValue { List = strides };
        using var folder = new Workplace();
        using var imported = ImportedModel.FromFrozenGraph(graph.Write(folder.Folder));
        Assert.Contains("conv1/kernel", Assert.Single(imported.Model.Main.Nodes).Input(1).Constant!.SourceNames);
    }

    /// <summary>y = abs(middle), middle = x + offset.</summary>
    private static WrittenGraph Sum()
    {
        var graph = new WrittenGraph();
        graph.Node("Abs", "y", graph.Node("AddV2", "middle", graph.Placeholder("x", 1, 4), graph.Placeholder("offset")));
        return graph;
    }
}
