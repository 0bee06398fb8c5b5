using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Each of TensorFlow's operations on lists, as a custom operator of a file, computes what TensorFlow documents of it.</summary>
public sealed class ListNodesTests
{
    private static readonly Shape Whole = new(3, 2);

    private readonly GraphEdit edit = new(new Graph("main"));
    private readonly Value x;
    private readonly Value element;

    public ListNodesTests()
    {
        x = edit.AddInput("x", ElementType.Float32, Whole);
        element = edit.AddConstant("element", Tensor.From(new Shape(1), [2]));
    }

    [Fact]
    public void An_element_is_added_behind_the_last()
    {
        var item = edit.AddConstant("item", Tensor.From(new Shape(2), [10f, 11f]));
        Stacked(Custom("FlexTensorListPushBack", [List()], FromTensor(), item)[0]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 10, 11], Run()[0]);
    }

    [Fact]
    public void The_last_element_is_taken_away()
    {
        var outputs = Custom("FlexTensorListPopBack", [List(), Floats("last", 2)], FromTensor(), element);
        Stacked(outputs[0]);
        edit.AddOutput(outputs[1]);
        var results = Run();
        Assert.Equal([0, 1, 2, 3], results[0]);
        Assert.Equal([4, 5], results[1]);
    }

    [Theory]
    [InlineData(2, new float[] { 0, 1, 2, 3 })]
    [InlineData(5, new float[] { 0, 1, 2, 3, 4, 5, 0, 0, 0, 0 })]
    public void A_list_is_cut_or_filled_up(int length, float[] expected)
    {
        Stacked(Custom("FlexTensorListResize", [List()], FromTensor(), edit.AddConstant("size", Tensor.Scalar(length)))[0]);
        Assert.Equal(expected, Run()[0]);
    }

    [Fact]
    public void Two_lists_become_one()
    {
        var other =
            Custom("FlexTensorListFromTensor", [List()], edit.AddConstant("others", Tensor.From(new Shape(1, 2), [8f, 9f])), element)[0];
        Stacked(Custom("FlexTensorListConcatLists", [List()], FromTensor(), other)[0]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 8, 9], Run()[0]);
    }

    [Theory]
    [InlineData("FlexTensorListConcat")]
    [InlineData("FlexTensorListConcatV2")]
    public void Elements_are_joined_along_their_first_axis(string code)
    {
        var outputs =
            Custom(code, [Floats("joined", -1), edit.NewValue("lengths", ElementType.Int64, new Shape(-1))], FromTensor(), element);
        edit.AddOutput(outputs[0]);
        edit.AddOutput(outputs[1]);
        using var interpreter = Open();
        interpreter.Invoke();
        Assert.Equal([0, 1, 2, 3, 4, 5], interpreter.OutputSpan<float>(0).ToArray());
        Assert.Equal([2, 2, 2], interpreter.OutputSpan<long>(1).ToArray());
    }

    [Fact]
    public void Some_elements_are_gathered()
    {
        edit.AddOutput(
            Custom("FlexTensorListGather", [Floats("y", -1, 2)], FromTensor(),
                edit.AddConstant("places", Tensor.From(new Shape(2), [2, 0])), element)[0]);
        Assert.Equal([4, 5, 0, 1], Run()[0]);
    }

    [Theory]
    [InlineData("FlexTensorListScatter", null, new float[] { 4, 5, 0, 0, 0, 1, 2, 3 })]
    [InlineData("FlexTensorListScatterV2", -1, new float[] { 4, 5, 0, 0, 0, 1, 2, 3 })]
    [InlineData("FlexTensorListScatterV2", 5, new float[] { 4, 5, 0, 0, 0, 1, 2, 3, 0, 0 })]
    public void Slices_become_the_elements_at_their_places(string code, int? length, float[] expected)
    {
        List<Value> inputs = [x, edit.AddConstant("places", Tensor.From(new Shape(3), [2, 3, 0])), element];
        if (length is { } given)
        {
            inputs.Add(edit.AddConstant("length", Tensor.Scalar(given)));
        }

        Stacked(Custom(code, [List()], [.. inputs])[0]);
        Assert.Equal(expected, Run()[0]);
    }

    [Fact]
    public void A_tensor_is_split_into_elements_of_one_length()
    {
        var list =
            Custom("FlexTensorListSplit", [List()], x, element, edit.AddConstant("lengths", Tensor.From(new Shape(3), [1L, 1L, 1L])))[0];
        edit.AddOutput(Custom("FlexTensorListStack", [Floats("y", -1, 1, 2)], list, element)[0]);
        using var interpreter = Open();
        interpreter.Invoke();
        Assert.Equal(new Shape(3, 1, 2), interpreter.Output(0).Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], interpreter.OutputSpan<float>(0).ToArray());
    }

    [Fact]
    public void The_shape_of_elements_is_known()
    {
        edit.AddOutput(Custom("FlexTensorListElementShape", [edit.NewValue("shape", ElementType.Int64, new Shape(1))], FromTensor())[0]);
        using var interpreter = Open();
        interpreter.Invoke();
        Assert.Equal([2], interpreter.OutputSpan<long>(0).ToArray());
    }

    [Fact]
    public void A_list_begins_empty_and_grows_in_a_loop()
    {
        var empty = Custom("FlexEmptyTensorList", [List()], element, edit.AddConstant("most", Tensor.Scalar(-1)))[0];
        Value[] initial = [edit.AddConstant("zero", Tensor.Scalar(0)), empty, x];
        Value[] last = [.. initial.Select((value, index) => edit.NewValue($"last_{index}", value.ElementType, value.Shape))];
        var (condition, body) = (Condition(), Body());
        edit.AddNode("while", new While(new GraphReference(condition), new GraphReference(body)), initial, last);
        Stacked(last[1]);
        using var interpreter = Open(condition, body);
        for (var run = 0; run < 2; run++)
        {
            interpreter.Invoke();
            Assert.Equal([0, 1, 2, 3, 4, 5], interpreter.OutputSpan<float>(0).ToArray());
        }
    }

    [Fact]
    public void Parts_of_different_lengths_are_refused_by_name()
    {
        var list = Custom("FlexTensorListSplit", [List()], x, element, edit.AddConstant("lengths", Tensor.From(new Shape(2), [1L, 2L])))[0];
        Stacked(list);
        var error = Assert.Throws<OctavoException>(() => Open());
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("FlexTensorListSplit", error.What, StringComparison.Ordinal);
    }

    private static Graph Condition()
    {
        var condition = new GraphEdit(new Graph("condition"));
        var counter = Inputs(condition)[0];
        var isLess = condition.NewValue("less", ElementType.Boolean, Shape.Scalar);
        condition.AddNode("less", new Less(), [counter, condition.AddConstant("steps", Tensor.Scalar(3))], [isLess]);
        condition.AddOutput(isLess);
        return condition.Graph;
    }

    private static Graph Body()
    {
        var body = new GraphEdit(new Graph("body"));
        var inputs = Inputs(body);
        var item = body.NewValue("item", ElementType.Float32, new Shape(2));
        body.AddNode("item", new Gather(), [inputs[2], inputs[0]], [item]);
        var list = body.NewValue("longer", ElementType.Variant, Shape.Scalar);
        body.AddNode("push", new OpaqueOperator(BuiltinOperator.CUSTOM, "FlexTensorListPushBack", 1, null, new byte[] { 0, 36, 1 }),
            [inputs[1], item], [list]);
        var counter = body.NewValue("count", ElementType.Int32, Shape.Scalar);
        body.AddNode("count", new Add(), [inputs[0], body.AddConstant("one", Tensor.Scalar(1))], [counter]);
        body.AddOutput(counter);
        body.AddOutput(list);
        body.AddOutput(inputs[2]);
        return body.Graph;
    }

    private static Value[] Inputs(GraphEdit called) =>
    [
        called.AddInput("counter", ElementType.Int32, Shape.Scalar), called.AddInput("list", ElementType.Variant, Shape.Scalar),
        called.AddInput("rows", ElementType.Float32, Whole),
    ];

    private Value FromTensor() => Custom("FlexTensorListFromTensor", [List()], x, element)[0];

    private void Stacked(Value list) => edit.AddOutput(Custom("FlexTensorListStack", [Floats("y", -1, 2)], list, element)[0]);

    private Value List() => edit.NewValue("list", ElementType.Variant, Shape.Scalar);

    private Value Floats(string name, params int[] sizes) => edit.NewValue(name, ElementType.Float32, new Shape(sizes));

    private Value[] Custom(string code, Value[] outputs, params Value[] inputs)
    {
        edit.AddNode(code, new OpaqueOperator(BuiltinOperator.CUSTOM, code, 1, null, new byte[] { 0, 36, 1 }), inputs, outputs);
        return outputs;
    }

    private float[][] Run()
    {
        using var interpreter = Open();
        interpreter.Invoke();
        return [.. Enumerable.Range(0, interpreter.OutputCount).Select(index => interpreter.OutputSpan<float>(index).ToArray())];
    }

    /// <summary>The file as it is read, with 0, 1, ... as its input.</summary>
    private Interpreter Open(params Graph[] called)
    {
        var model = new Model();
        model.Subgraphs.AddRange([edit.Graph, .. called]);
        using var stream = new MemoryStream();
        ModelWriter.Write(model, stream);
        var interpreter = Interpreter.Open(stream.ToArray(), name: "lists");
        Enumerable.Range(0, 6).Select(number => (float)number).ToArray().CopyTo(interpreter.InputSpan<float>(0));
        return interpreter;
    }
}
