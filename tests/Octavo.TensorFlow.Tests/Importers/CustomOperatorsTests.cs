using Google.Protobuf;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Operations without an operator of TFLite become custom operators where that is allowed.</summary>
public sealed class CustomOperatorsTests
{
    [Fact]
    public void An_operation_that_TensorFlow_does_not_define_keeps_its_name_and_attributes()
    {
        var graph = Import(WithTypes(Operation("TFLite_Detection_PostProcess"), DataType.DtFloat, DataType.DtInt32), ["op:0", "op:1"]);
        var node = Assert.Single(graph.Nodes);
        var custom = Assert.IsType<OpaqueOperator>(node.Operator);
        Assert.Equal((BuiltinOperator.CUSTOM, "TFLite_Detection_PostProcess", 1), (custom.Code, custom.CustomCode, custom.Version));
        var expected = new FlexBufferMap();
        expected.Add("max_detections", 10L);
        expected.Add("nms_iou_threshold", 0.6f);
        expected.Add("use_regular_nms", true);
        expected.Add("label", "cat"u8.ToArray());
        expected.Add("scales", [1.5f, 2f]);
        expected.Add("sizes", [3L, 4L]);
        expected.Add("names", [new ReadOnlyMemory<byte>("a"u8.ToArray())]);
        Assert.Equal(expected.ToArray(), custom.CustomOptions.ToArray());
        Assert.Equal([ElementType.Float32, ElementType.Int32], graph.Outputs.Select(output => output.ElementType));
    }

    [Fact]
    public void An_operation_of_TensorFlow_gives_what_it_declares()
    {
        var builder = Placeholder();
        builder.Node("MatrixInverse", "op", "x");
        Assert.Equal(ElementType.Float32, Assert.Single(Import(builder, ["op:0"]).Outputs).ElementType);
    }

    [Fact]
    public void A_shape_that_the_graph_notes_is_kept()
    {
        var builder = WithTypes(Operation("Own"), DataType.DtFloat);
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = 7 });
        builder.Graph.Node[^1].Attr["_output_shapes"] = new AttrValue { List = new AttrValue.Types.ListValue { Shape = { shape } } };
        Assert.Equal(new Shape(7), Assert.Single(Import(builder, ["op:0"]).Outputs).Shape);
    }

    [Fact]
    public void Without_leave_it_is_refused_and_the_option_is_named()
    {
        var error = Assert.Throws<OctavoException>(() =>
            ModelImport.Import([WithTypes(Operation("Own"), DataType.DtFloat).Read(["x"], ["op:0"])], "test"));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("--allow-custom-ops", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_of_unknown_outputs_is_refused_by_name()
    {
        var error = Assert.Throws<OctavoException>(() => Import(Operation("Own"), ["op:0"]));
        Assert.Contains("Own", error.What, StringComparison.Ordinal);
        Assert.Contains("_output_types", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LoopCond")]
    [InlineData("NextIteration")]
    public void Control_flow_is_never_an_operator(string operation)
    {
        var builder = Placeholder();
        builder.Node(operation, "op", "x");
        Assert.Contains(operation, Assert.Throws<OctavoException>(() => Import(builder, ["op:0"])).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handle_is_refused()
    {
        var builder = WithTypes(Operation("Own"), DataType.DtResource);
        Assert.Contains("handle", Assert.Throws<OctavoException>(() => Import(builder, ["op:0"])).What, StringComparison.Ordinal);
    }

    private static Graph Import(GraphDefBuilder builder, string[] outputs) =>
        ModelImport.Import([builder.Read(["x"], outputs)], "test", allowsCustom: true).Main;

    private static GraphDefBuilder Placeholder()
    {
        var builder = new GraphDefBuilder();
        ImportedOperation.AddPlaceholder(builder, "x", Tensor.From(new Shape(4), [1f, 2, 3, 4]));
        return builder;
    }

    private static GraphDefBuilder Operation(string operation)
    {
        var builder = Placeholder().Node(operation, "op", "x");
        var attributes = builder.Graph.Node[^1].Attr;
        attributes["max_detections"] = new AttrValue { I = 10 };
        attributes["nms_iou_threshold"] = new AttrValue { F = 0.6f };
        attributes["use_regular_nms"] = new AttrValue { B = true };
        attributes["label"] = new AttrValue { S = ByteString.CopyFromUtf8("cat") };
        attributes["scales"] = new AttrValue { List = new AttrValue.Types.ListValue { F = { 1.5f, 2f } } };
        attributes["sizes"] = new AttrValue { List = new AttrValue.Types.ListValue { I = { 3, 4 } } };
        attributes["names"] = new AttrValue { List = new AttrValue.Types.ListValue { S = { ByteString.CopyFromUtf8("a") } } };
        return builder;
    }

    private static GraphDefBuilder WithTypes(GraphDefBuilder builder, params DataType[] types)
    {
        builder.Graph.Node[^1].Attr["_output_types"] = new AttrValue { List = new AttrValue.Types.ListValue { Type = { types } } };
        return builder;
    }
}
