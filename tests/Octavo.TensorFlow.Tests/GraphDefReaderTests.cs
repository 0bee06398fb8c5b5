using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public class GraphDefReaderTests
{
    [Fact]
    public void Placeholders_are_inputs_and_what_nobody_uses_is_an_output()
    {
        var graph = GraphDefReader.Read(TestModels.Find("second_port_is_output.pb"));
        Assert.Equal(["in0"], graph.Inputs.Select(input => input.Name));
        var outputs = graph.Outputs.Select(output => output.Name).ToList();
        Assert.Contains("split:1", outputs);
        var named = GraphDefReader.Read(TestModels.Find("second_port_is_output.pb"), ["in0:0"], ["split:1"]);
        Assert.Equal((new NodeOutput("split", 1), "split:1"), (named.Outputs[0].Value, named.Outputs[0].Name));
    }

    [Fact]
    public void A_loop_of_the_first_version_is_put_in_order_whatever_the_files_order()
    {
        var graph = GraphDefReader.Read(TestModels.Find("frames_reversed.pb"));
        var position = graph.Nodes.Select((node, index) => (node.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        Assert.Contains(graph.Nodes, node => node.Operation == "NextIteration");
        Assert.All(graph.Nodes, node => Assert.All(node.Inputs, input => Assert.True(
            position[input.Node] < position[node.Name] || graph[input.Node].Operation == "NextIteration")));
    }

    [Fact]
    public void An_empty_shape_in_an_old_file_means_unknown()
    {
        Assert.False(GraphDefReader.Read(TestModels.Find("placeholder_old_unknown.pb")).Inputs[0].Shape.HasRank);
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Relu", "y", "x");
        builder.Graph.Node[0].Attr["shape"] = new AttrValue { Shape = new TensorShapeProto() };
        Assert.Equal(Shape.Scalar, builder.Read().Inputs[0].Shape);
    }

    [Fact]
    public void A_tensor_in_the_middle_can_be_an_input()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Node("Tanh", "t", "x").Node("Relu", "y", "t").Node("Exp", "z", "t")
            .Read(["t"], ["y", "z"]);
        Assert.Equal(["Placeholder", "Relu", "Exp"], graph.Nodes.Select(node => node.Operation));
        Assert.Equal("t", graph.Inputs[0].Name);
        Assert.Equal(graph.Inputs[0].Value, graph["y"].Inputs[0]);
    }

    [Fact]
    public void A_placeholder_that_is_no_input_is_named()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Placeholder", "rate").Node("AddV2", "y", "x", "rate");
        var error = Assert.Throws<OctavoException>(() => builder.Read(["x"], ["y"]));
        Assert.Equal((ErrorKind.Usage, "'rate'"), (error.Kind, error.Expected));
    }

    [Fact]
    public void An_unknown_output_is_refused_with_the_nearest_name()
    {
        var error = Assert.Throws<OctavoException>(() =>
            new GraphDefBuilder().Node("Placeholder", "x").Node("Softmax", "probabilities", "x").Read(null, ["probabilitys"]));
        Assert.Equal((ErrorKind.Usage, "Did you mean 'probabilities'?"), (error.Kind, error.Hint));
    }

    [Fact]
    public void Attributes_that_the_file_leaves_out_have_the_operations_defaults()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Node("LeakyRelu", "y", "x").Read();
        var attributes = graph["y"].Attributes;
        Assert.Equal(0.2f, attributes.Float("alpha"));
        Assert.False(attributes.Contains("beta"));
        Assert.Contains("node 'y' (LeakyRelu)", Assert.Throws<OctavoException>(() => attributes.Integer("alpha")).Where,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_the_same_as_bytes_and_as_listed_values()
    {
        var listed = GraphDefReader.Read(TestModels.Find("constants_typed_fields.pb"));
        var bytes = GraphDefReader.Read(TestModels.Find("constants_tensor_content.pb"));
        var constants = listed.Nodes.Where(node => node.Operation == "Const").ToList();
        Assert.True(constants.Count >= 10);
        foreach (var node in constants.Where(node => node.Attributes.ElementType("dtype") != ElementType.String))
        {
            var (left, right) = (node.Attributes.Tensor("value"), bytes[node.Name].Attributes.Tensor("value"));
            Assert.Equal((left.ElementType, left.Shape, Convert.ToHexString(left.Bytes.Span)),
                (right.ElementType, right.Shape, Convert.ToHexString(right.Bytes.Span)));
        }
    }

    [Fact]
    public void The_last_listed_value_stands_for_all_that_follow()
    {
        var message = new TensorProto { Dtype = DataType.DtFloat, TensorShape = Shaped(2, 2), FloatVal = { 1, 2 } };
        Assert.Equal([1f, 2, 2, 2], TensorDecoder.Decode(message, "here", ReaderLimits.Default).Values<float>().ToArray());
        var complex = new TensorProto { Dtype = DataType.DtComplex64, TensorShape = Shaped(3), ScomplexVal = { 1, 2, 3, 4 } };
        Assert.Equal("0000803F00000040" + "0000404000008040" + "0000404000008040",
            Convert.ToHexString(TensorDecoder.Decode(complex, "here", ReaderLimits.Default).Bytes.Span));
        var small = new TensorProto { Dtype = DataType.DtInt4, TensorShape = Shaped(3), IntVal = { 1, -2 } };
        Assert.Equal([0xe1, 0x0e], TensorDecoder.Decode(small, "here", ReaderLimits.Default).Bytes.ToArray());
    }

    [Fact]
    public void A_constant_that_does_not_fit_or_expands_too_far_is_refused()
    {
        TensorProto[] wrong =
        [
            new() { Dtype = DataType.DtFloat, TensorShape = Shaped(2), TensorContent = ByteString.CopyFrom(1, 2, 3) },
            new() { Dtype = DataType.DtFloat, TensorShape = Shaped(1), FloatVal = { 1, 2 } },
            new() { Dtype = DataType.DtFloat, TensorShape = Shaped(100_000, 10_000), FloatVal = { 1 } },
            new() { Dtype = DataType.DtFloat, TensorShape = Shaped(int.MaxValue, int.MaxValue, int.MaxValue), FloatVal = { 1 } },
            new() { Dtype = DataType.DtFloat, TensorShape = Shaped(long.MaxValue) },
            new() { Dtype = DataType.DtString, TensorShape = Shaped(int.MaxValue) },
            new() { Dtype = (DataType)77, TensorShape = Shaped(1) },
        ];
        Assert.All(wrong,
            message =>
                Assert.Equal(ErrorKind.MalformedModel,
                    Assert.Throws<OctavoException>(() => TensorDecoder.Decode(message, "here", ReaderLimits.Default)).Kind));
    }

    [Fact]
    public void Messages_nested_too_deep_are_refused()
    {
        byte[] nested = [];
        for (var depth = 0; depth < 600; depth++)
        {
            var attribute = new AttrValue { Func = new NameAttrList { Name = "f" } }.ToByteArray();
            nested = Nest(0x52, Nest(0x12, [.. Nest(0x0a, "a"u8), .. Nest(0x12, nested.Length == 0 ? attribute : nested)]));
        }

        using var folder = new TemporaryFolder();
        var path =
            folder.Write("deep.pb", Nest(0x0a, [.. Nest(0x0a, "n"u8), .. Nest(0x2a, [.. Nest(0x0a, "a"u8), .. Nest(0x12, nested)])]));
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => GraphDefReader.Read(path)).Kind);
    }

    private static byte[] Nest(byte tag, ReadOnlySpan<byte> content)
    {
        var length = new List<byte>();
        var rest = content.Length;
        for (; rest >= 0x80; rest >>= 7)
        {
            length.Add((byte)(rest | 0x80));
        }

        return [tag, .. length, (byte)rest, .. content];
    }

    private static TensorShapeProto Shaped(params long[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return shape;
    }
}
