using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Inputs in the middle of a graph, shapes that follow from their use, and values that a user gives.</summary>
public sealed class GivenInputTests
{
    [Fact]
    public void A_tensor_in_the_middle_is_an_input_with_the_type_and_shape_that_the_graph_gives_it()
    {
        var graph = Sum(4, 8).Read(["middle"], ["y"]);
        var input = Assert.Single(graph.Inputs);
        Assert.Equal((ElementType.Float32, new Shape(4, 8)), (input.ElementType!.Value, input.Shape));
        Assert.Null(graph.Find("x"));
    }

    [Fact]
    public void What_lies_before_an_input_need_not_convert()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("AudioSpectrogram", "spectrogram", "x");
        builder.Graph.Node[^1].Attr["window_size"] = new AttrValue { I = 16 };
        builder.Graph.Node[^1].Attr["stride"] = new AttrValue { I = 16 };
        var graph = builder.Node("Neg", "y", "spectrogram").Read(["spectrogram"], ["y"]);
        Assert.Equal(ElementType.Float32, Assert.Single(graph.Inputs).ElementType);
        Assert.Single(ModelImport.Import([graph], "test").Main.Nodes);
    }

    [Theory]
    [InlineData("MatMul", "[?,8]")]
    [InlineData("Conv2D", "[?,?,?,3]")]
    public void An_unknown_rank_follows_from_what_reads_the_input(string operation, string expected)
    {
        var builder = Weighted(operation);
        var graph = builder.Read(outputs: ["y"]);
        Assert.Equal(expected, Assert.Single(graph.Inputs).Shape.ToString());
        Assert.Contains(graph.Notes, note => note.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_rank_follows_through_nodes_that_add_axes()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x");
        Constant(builder, "axis", DataType.DtInt32, [], BitConverter.GetBytes(0));
        builder.Node("ExpandDims", "one", "x", "axis").Node("ExpandDims", "two", "one", "axis").Node("Relu", "moved", "two");
        Constant(builder, "weights", DataType.DtFloat, [1, 1, 5, 2], new byte[40]);
        Convolve(builder, "moved");
        Assert.Equal("[?,5]", Assert.Single(builder.Read(outputs: ["y"]).Inputs).Shape.ToString());
    }

    [Fact]
    public void Readers_that_disagree_leave_the_rank_unknown()
    {
        var builder = Weighted("MatMul");
        Constant(builder, "filter", DataType.DtFloat, [1, 1, 3, 2], new byte[24]);
        builder.Graph.Node.Add(GraphDefBuilder.Make("Conv2D", "z", "x", "filter"));
        Strides(builder.Graph.Node[^1]);
        Assert.False(Assert.Single(builder.Read(outputs: ["y", "z"]).Inputs).Shape.HasRank);
    }

    [Fact]
    public void A_value_makes_a_placeholder_a_constant_of_its_own_type()
    {
        var graph = Read(Sum(4, 8), new GivenInputs { Values = new Dictionary<string, Tensor> { ["offset"] = Tensor.Scalar(3.0) } });
        Assert.Equal(["x"], graph.Inputs.Select(input => input.Name));
        Assert.Equal([3f], graph["offset"].Attributes.Tensor("value").Values<float>().ToArray());
    }

    [Theory]
    [InlineData("nothing", "'offset'")]
    [InlineData("middle", "'offset'")]
    public void A_value_for_what_is_no_input_is_refused_with_the_inputs(string name, string expected)
    {
        var error = Assert.Throws<OctavoException>(() =>
            Read(Sum(4, 8), new GivenInputs { Values = new Dictionary<string, Tensor> { [name] = Tensor.Scalar(3.0) } }));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_that_is_fed_proposes_the_probability_that_keeps_everything()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Placeholder", "keep_prob").Node("Shape", "shape", "x")
            .Node("RandomUniform", "random", "shape");
        builder.Graph.Node[^1].Attr["T"] = new AttrValue { Type = DataType.DtInt32 };
        builder.Node("AddV2", "add", "keep_prob", "random").Node("Floor", "mask", "add").Node("RealDiv", "scaled", "x", "keep_prob")
            .Node("Mul", "y", "scaled", "mask");
        Dimensions(builder.Graph.Node[0], 2, 3);
        var error = Assert.Throws<OctavoException>(() => ModelImport.Import([builder.Read()], "test"));
        Assert.Contains("--input-value keep_prob=1", error.Hint, StringComparison.Ordinal);
        var graph = Read(builder, new GivenInputs { Values = new Dictionary<string, Tensor> { ["keep_prob"] = Tensor.Scalar(1.0) } });
        Assert.DoesNotContain(ModelImport.Import([graph], "test").Main.Nodes, node => node.Name == "random");
    }

    [Fact]
    public void The_first_axis_may_be_given_another_size_and_no_other()
    {
        Assert.Equal(new Shape(7, 8), Read(Sum(4, 8), Shaped(7, 8)).Inputs[0].Shape);
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => Read(Sum(4, 8), Shaped(4, 9))).Kind);
    }

    [Fact]
    public void Errors_name_the_node_where_they_show()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x");
        Dimensions(builder.Graph.Node[0], 2, 3);
        Constant(builder, "target", DataType.DtInt32, [2], [.. BitConverter.GetBytes(5), .. BitConverter.GetBytes(7)]);
        var error =
            Assert.Throws<OctavoException>(() => ModelImport.Import([builder.Node("Reshape", "flat", "x", "target").Read()], "test"));
        Assert.Contains("'flat'", error.Where, StringComparison.Ordinal);
        var variable = new GraphDefBuilder().Node("VariableV2", "w");
        variable.Graph.Node[0].Attr["shape"] = new AttrValue { Shape = new TensorShapeProto() };
        Assert.Contains("'w'",
            Assert.Throws<OctavoException>(() => ModelImport.Import([variable.Node("Neg", "y", "w").Read()], "test")).Where,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_counted_as_people_count()
    {
        string[] names = ["output_10", "output_2", "b", "output_1", "a10b", "a9b", "output_02"];
        Assert.Equal(["a9b", "a10b", "b", "output_1", "output_02", "output_2", "output_10"], names.Order(NaturalOrder.Comparer));
    }

    private static GivenInputs Shaped(params int[] sizes) => new() { Shapes = new Dictionary<string, Shape> { ["x"] = new(sizes) } };

    private static TensorFlowGraph Read(GraphDefBuilder builder, GivenInputs given)
    {
        using var folder = new TemporaryFolder();
        return GraphDefReader.Read(folder.Write("graph.pb", builder.Graph.ToByteArray()), given: given);
    }

    /// <summary>y = abs(x + offset), with a node 'middle' between the two.</summary>
    private static GraphDefBuilder Sum(params long[] sizes)
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x");
        Dimensions(builder.Graph.Node[0], sizes);
        builder.Node("Placeholder", "offset");
        Dimensions(builder.Graph.Node[1]);
        return builder.Node("AddV2", "middle", "x", "offset").Node("Abs", "y", "middle");
    }

    private static GraphDefBuilder Weighted(string operation)
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x");
        Constant(builder, "weights", DataType.DtFloat, operation == "MatMul" ? [8, 2] : [1, 1, 3, 2],
            new byte[operation == "MatMul" ? 64 : 24]);
        if (operation == "MatMul")
        {
            return builder.Node("MatMul", "y", "x", "weights");
        }

        Convolve(builder, "x");
        return builder;
    }

    private static void Convolve(GraphDefBuilder builder, string data)
    {
        builder.Node("Conv2D", "y", data, "weights");
        Strides(builder.Graph.Node[^1]);
    }

    private static void Strides(NodeDef node)
    {
        var strides = new AttrValue.Types.ListValue();
        strides.I.AddRange([1, 1, 1, 1]);
        node.Attr["strides"] = new AttrValue { List = strides };
        node.Attr["padding"] = new AttrValue { S = ByteString.CopyFromUtf8("SAME") };
    }

    private static void Constant(GraphDefBuilder builder, string name, DataType type, long[] sizes, byte[] bytes)
    {
        var tensor = new TensorProto { Dtype = type, TensorShape = new TensorShapeProto(), TensorContent = ByteString.CopyFrom(bytes) };
        tensor.TensorShape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        builder.Node("Const", name);
        builder.Graph.Node[^1].Attr["dtype"] = new AttrValue { Type = type };
        builder.Graph.Node[^1].Attr["value"] = new AttrValue { Tensor = tensor };
    }

    private static void Dimensions(NodeDef node, params long[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        node.Attr["shape"] = new AttrValue { Shape = shape };
    }
}
