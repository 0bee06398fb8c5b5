using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class SavedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_of_functions_becomes_one_flat_graph_with_its_variables()
    {
        using var model = SavedModelReader.Open(TestModels.Find("dense"));
        var graph = model.ReadSignature("serving_default");
        Assert.Equal(
            ["Placeholder", "VarHandleOp", "ReadVariableOp", "MatMul", "VarHandleOp", "ReadVariableOp", "AddV2", "Relu"],
            graph.Nodes.Take(8).Select(node => node.Operation));
        Assert.Equal(("x", ElementType.Float32, "[?,32]"),
            (graph.Inputs[0].Name, graph.Inputs[0].ElementType, graph.Inputs[0].Shape.ToString()));
        Assert.Equal("y", graph.Outputs[0].Name);
        var multiplication = graph.Nodes.First(node => node.Operation == "MatMul");
        Assert.Equal(("StatefulPartitionedCall/StatefulPartitionedCall/MatMul", "MatMul"),
            (multiplication.Name, multiplication.SourceName));
        var weights = graph.VariableOf(graph[multiplication.Inputs[1].Node].Inputs[0])!;
        Assert.Equal(("w1/.ATTRIBUTES/VARIABLE_VALUE", "[32,40]"), (weights.CheckpointKey, weights.Shape.ToString()));
        Assert.Equal(32 * 40, weights.Read().Values<float>().Length);
    }

    [Fact]
    public void Reference_variables_of_the_first_version_are_found_by_their_restore_nodes()
    {
        using var model = SavedModelReader.Open(TestModels.Find("tf1_dense"));
        var graph = model.ReadSignature("serving_default");
        Assert.Equal(["b", "w"], graph.Variables.Select(variable => variable.Name));
        Assert.Equal("[3,2]", graph.VariableOf(new NodeOutput("w/read", 0))!.Read().Shape.ToString());
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("object graph")]
    public void Variables_are_found_with_the_restore_graph_or_with_the_object_graph_alone(string way)
    {
        var copy = folder.CopyModel("dense");
        Change(copy, model =>
        {
            if (way == "restore")
            {
                model.MetaGraphs[0].ObjectGraphDef = null;
            }
            else
            {
                model.MetaGraphs[0].SaverDef = null;
            }
        });
        using var changed = SavedModelReader.Open(copy);
        using var whole = SavedModelReader.Open(TestModels.Find("dense"));
        Assert.Equal(
            whole.ReadSignature("serving_default").Variables.Select(variable => (variable.Name, variable.CheckpointKey)),
            changed.ReadSignature("serving_default").Variables.Select(variable => (variable.Name, variable.CheckpointKey)));
    }

    [RecordedFact]
    public void The_restore_graph_and_the_object_graph_agree_on_every_shared_model()
    {
        var shared = SharedFolder.Of();
        foreach (var path in Directory.EnumerateFiles(shared, "saved_model.pb", SearchOption.AllDirectories)
            .Where(path => !TestModels.IsFault(path)))
        {
            var original = Path.GetDirectoryName(path)!;
            var bytes = Messages.SavedModel.Parser.ParseFrom(File.ReadAllBytes(path));
            if (bytes.MetaGraphs[0].ObjectGraphDef is null || !Directory.Exists(Path.Combine(original, "variables")))
            {
                continue;
            }

            var copy = Directory.CreateDirectory(Path.Combine(folder.Path, Guid.NewGuid().ToString())).FullName;
            bytes.MetaGraphs[0].SaverDef = null;
            File.WriteAllBytes(Path.Combine(copy, "saved_model.pb"), bytes.ToByteArray());
            Directory.CreateSymbolicLink(Path.Combine(copy, "variables"), Path.Combine(original, "variables"));
            using var whole = SavedModelReader.Open(original);
            using var changed = SavedModelReader.Open(copy);
            foreach (var variable in whole.ReadSignatures().SelectMany(graph => graph.Variables))
            {
                Assert.Equal((path, variable.CheckpointKey), (path, changed.FindStored(variable.Name)?.Key));
            }
        }
    }

    [Fact]
    public void Several_signatures_are_read_apart()
    {
        using var model = SavedModelReader.Open(TestModels.Find("multi_signature"));
        var graphs = model.ReadSignatures();
        Assert.Equal(["decode", "encode"], graphs.Select(graph => graph.Name));
        Assert.Equal(["code", "gain"], graphs[0].Inputs.Select(input => input.Name));
        Assert.DoesNotContain(graphs[1].Nodes, node => node.Operation == "Mul");
    }

    [Fact]
    public void A_loop_keeps_its_bodies_as_graphs_that_know_the_variables_they_are_given()
    {
        using var model = SavedModelReader.Open(TestModels.Find("variable_in_body"));
        var graph = model.ReadSignature("serving_default");
        var bodies = graph.Bodies(Assert.Single(graph.Nodes, node => node.Operation == "While"));
        Assert.Equal(2, bodies.Length);
        var read = Assert.Single(bodies[1].Nodes, node => node.Operation == "ReadVariableOp");
        Assert.Equal("w/.ATTRIBUTES/VARIABLE_VALUE", bodies[1].VariableOf(read.Inputs[0])!.CheckpointKey);
        Assert.Equal(bodies[1].Inputs.Length, bodies[1].Outputs.Length);
    }

    [Fact]
    public void What_changes_a_variable_is_kept_and_runs_before_what_reads_it()
    {
        using var model = SavedModelReader.Open(TestModels.Find("counter"));
        var graph = model.ReadSignature("serving_default");
        var write = Assert.Single(graph.Nodes, node => node.Operation == "AssignAddVariableOp");
        Assert.All(graph.Nodes.Where(node => node.Operation == "ReadVariableOp"),
            read => Assert.Equal(write.Name, Assert.Single(read.ControlInputs)));
    }

    [Fact]
    public void What_fills_a_table_on_loading_is_there_to_be_read()
    {
        using var model = SavedModelReader.Open(TestModels.Find("tf1_table"));
        Assert.Equal("init_all_tables_1", Assert.Single(model.InitializationNodes));
        Assert.Contains(model.ReadInitialization()!.Nodes, node => node.Operation == "LookupTableImportV2");
        using var dense = SavedModelReader.Open(TestModels.Find("dense"));
        Assert.Null(dense.ReadInitialization());
    }

    [Fact]
    public void A_given_shape_must_fit_the_declared_one()
    {
        using var model = SavedModelReader.Open(TestModels.Find("dense"));
        var graph =
            model.ReadSignature("serving_default", new GivenInputs { Shapes = new Dictionary<string, Shape> { ["x"] = new(4, 32) } });
        Assert.Equal(new Shape(4, 32), graph[graph.Inputs[0].Value.Node].Attributes.Shape("shape"));
        Assert.Equal(ErrorKind.Shape,
            Refused(() =>
                model.ReadSignature("serving_default",
                    new GivenInputs { Shapes = new Dictionary<string, Shape> { ["x"] = new(4, 31) } })).Kind);
        Assert.Contains("'x'",
            Refused(() =>
                model.ReadSignature("serving_default",
                    new GivenInputs { Shapes = new Dictionary<string, Shape> { ["X"] = new(4, 32) } })).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_tags_than_the_models_own_are_refused_with_those_there()
    {
        var error = Refused(() => SavedModelReader.Open(TestModels.Find("dense"), ["serve", "gpu"]));
        Assert.Equal((ErrorKind.Usage, "one of [serve]", "[serve,gpu]"), (error.Kind, error.Expected, error.Found));
    }

    [Fact]
    public void An_unknown_signature_is_refused_with_the_nearest_name()
    {
        using var model = SavedModelReader.Open(TestModels.Find("multi_signature"));
        var error = Refused(() => model.ReadSignature("encoder"));
        Assert.Equal((ErrorKind.Usage, "'decode', 'encode'", "Did you mean 'encode'?"), (error.Kind, error.Expected, error.Hint));
    }

    [Theory]
    [InlineData("", "0 bytes")]
    [InlineData("version https://example.org/spec/v1\noid sha256:12\n", "text that begins")]
    [InlineData("saved_model_schema_version: 1\nmeta_graphs {\n}\n", "text form")]
    [InlineData("node {\n  name: \"x\"\n}\n", "text form")]
    [InlineData("\u001c\0\0\0TFL3....", "TensorFlow Lite")]
    [InlineData("PK\u0003\u0004....", "zip")]
    public void A_file_of_another_kind_is_refused_with_what_it_is(string content, string found)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        folder.Write("saved_model.pb", bytes);
        foreach (
            var read in new Action[] { () => SavedModelReader.Open(folder.Path),
                () => GraphDefReader.Read(Path.Combine(folder.Path, "saved_model.pb")) })
        {
            var error = Refused(read);
            Assert.Equal(ErrorKind.MalformedModel, error.Kind);
            Assert.Contains(found, error.Found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_as_a_model()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            var path = folder.Write("saved_model.pb", bytes);
            Assert.NotEqual(ErrorKind.Usage, Refused(() => SavedModelReader.Open(folder.Path)).Kind);
            Refused(() => GraphDefReader.Read(path));
        }
    }

    [Fact]
    public void A_folder_without_a_model_and_a_model_given_as_a_frozen_graph_are_told()
    {
        Assert.Equal(ErrorKind.InputOutput, Refused(() => SavedModelReader.Open(folder.Path)).Kind);
        folder.Write("saved_model.pbtxt", "meta_graphs {}"u8);
        Assert.Contains("binary", Refused(() => SavedModelReader.Open(folder.Path)).Hint, StringComparison.Ordinal);
        var error = Refused(() => GraphDefReader.Read(Path.Combine(TestModels.Find("dense"), "saved_model.pb")));
        Assert.Contains("folder", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_of_another_shape_than_declared_is_refused()
    {
        var copy = folder.CopyModel("tf1_dense");
        Change(copy, model => model.MetaGraphs[0].GraphDef.Node.First(node => node.Name == "w").Attr["shape"].Shape.Dim[0].Size = 5);
        using var changed = SavedModelReader.Open(copy);
        var graph = changed.ReadSignature("serving_default");
        var error = Refused(() => graph.VariableOf(new NodeOutput("w", 0)));
        Assert.Equal(("Float32 [5,2]", "Float32 [3,2]"), (error.Expected, error.Found));
    }

    [Fact]
    public void A_variable_without_a_value_is_named_when_it_is_read()
    {
        var copy = folder.CopyModel("tf1_dense");
        Directory.Delete(Path.Combine(copy, "variables"), recursive: true);
        using var model = SavedModelReader.Open(copy);
        var variable = model.ReadSignature("serving_default").VariableOf(new NodeOutput("w", 0))!;
        Assert.False(variable.HasValue);
        Assert.Contains("'w'", Refused(() => variable.Read()).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_without_their_index_are_refused()
    {
        var copy = folder.CopyModel("tf1_dense");
        File.Delete(Path.Combine(copy, "variables", "variables.index"));
        Assert.EndsWith("variables.index", Refused(() => SavedModelReader.Open(copy)).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void An_asset_outside_of_the_folder_is_refused()
    {
        var copy = folder.CopyModel("tf1_dense");
        Change(copy,
            model =>
                model.MetaGraphs[0].AssetFileDef.Add(
                    new AssetFileDef { Filename = "../../secret", TensorInfo = new TensorInfo { Name = "Const:0" } }));
        Assert.Equal(ErrorKind.MalformedModel, Refused(() => SavedModelReader.Open(copy)).Kind);
    }

    [Theory]
    [InlineData("saved_model.pb")]
    [InlineData("variables/variables.index")]
    [InlineData("variables/variables.data-00000-of-00001")]
    public void Damaged_bytes_give_a_model_or_a_typed_error_and_nothing_else(string file)
    {
        var copy = folder.CopyModel("variable_in_body");
        var path = Path.Combine(copy, file);
        var original = File.ReadAllBytes(path);
        var random = new Random(11);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, round % 4 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                using var model = SavedModelReader.Open(copy);
                foreach (var graph in model.ReadSignatures())
                {
                    new GraphWalk().Walk(graph);
                }

                read++;
            }
            catch (OctavoException)
            {
                refused++;
            }
        }

        Assert.True(refused > 20 && read + refused == 400, $"{read} read, {refused} refused");
    }

    private static OctavoException Refused(Action action) => Assert.Throws<OctavoException>(action);

    private static void Change(string model, Action<Messages.SavedModel> change)
    {
        var path = Path.Combine(model, "saved_model.pb");
        var message = Messages.SavedModel.Parser.ParseFrom(File.ReadAllBytes(path));
        change(message);
        File.WriteAllBytes(path, message.ToByteArray());
    }
}
