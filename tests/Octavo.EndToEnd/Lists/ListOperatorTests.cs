using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Files whose lists of tensors were left to TensorFlow's own kernels run as if the lists were tensors.</summary>
public sealed class ListOperatorTests
{
    private const int Steps = 4;
    private const int Units = 3;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(-1, 1)]
    [InlineData(-1, 3)]
    public void A_loop_that_fills_a_list_runs(int declared, int batch)
    {
        using var interpreter = Interpreter.Open(Layer(declared, element: [-1, Units]), name: "lists");
        var (x, first) = (Numbers(Steps * batch * Units, 0.3f), Numbers(batch * Units, -0.7f));
        if (declared < 0)
        {
            interpreter.ResizeInput(0, new Shape(Steps, batch, Units));
            interpreter.ResizeInput(1, new Shape(batch, Units));
        }

        x.CopyTo(interpreter.InputSpan<float>(0));
        first.CopyTo(interpreter.InputSpan<float>(1));
        for (var run = 0; run < 2; run++)
        {
            interpreter.Invoke();
            Assert.Equal(Expected(x, first, batch), interpreter.OutputSpan<float>(0).ToArray());
        }
    }

    [Fact]
    public void A_list_of_unknown_element_shape_follows_from_what_is_written()
    {
        using var interpreter = Interpreter.Open(Layer(1, element: null), name: "lists");
        var (x, first) = (Numbers(Steps * Units, 0.5f), Numbers(Units, 0.1f));
        x.CopyTo(interpreter.InputSpan<float>(0));
        first.CopyTo(interpreter.InputSpan<float>(1));
        interpreter.Invoke();
        Assert.Equal(Expected(x, first, 1), interpreter.OutputSpan<float>(0).ToArray());
    }

    [Fact]
    public void A_list_that_something_else_reads_is_refused_by_name()
    {
        var error = Assert.Throws<OctavoException>(() =>
            Interpreter.Open(Layer(1, [1, Units], reader: "FlexTensorListScatterIntoExistingList"), name: "lists"));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("FlexTensorListScatterIntoExistingList", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_lists_is_quantized_and_written_as_it_is()
    {
        var model = TFLiteFile.Read(Layer(1, [1, Units]), "lists").Model;
        using var stream = new MemoryStream();
        ModelWriter.Write(model, stream);
        Assert.Contains(TFLiteFile.Read(stream.ToArray(), "again").Model.Main.Nodes,
            node => node.Operator is OpaqueOperator { CustomCode: "FlexTensorListReserve" });
    }

    /// <summary>h = tanh(x of the step + h), all h of it put into a list.</summary>
    /// <param name="batch">-1 for an open one.</param>
    /// <param name="element">What the list declares of its elements; null for nothing.</param>
    /// <param name="reader">Another custom operator that reads the list; null for none.</param>
    private static byte[] Layer(int batch, int[]? element, string? reader = null)
    {
        var edit = new GraphEdit(new Graph("main"));
        var x = edit.AddInput("x", ElementType.Float32, new Shape(Steps, batch, Units));
        var first = edit.AddInput("first", ElementType.Float32, new Shape(batch, Units));
        var shape = element is null ? edit.AddConstant("element", Tensor.Scalar(-1))
            : edit.AddConstant("element", Tensor.From(new Shape(element.Length), element));
        var reserved =
            Custom(edit, "FlexTensorListReserve", List(edit, "reserved"), shape, edit.AddConstant("length", Tensor.Scalar(Steps)));
        var steps = Custom(edit, "FlexTensorListFromTensor", List(edit, "steps"), x, shape);
        Value[] initial = [edit.AddConstant("zero", Tensor.Scalar(0)), reserved, first, steps];
        Value[] last = [.. initial.Select((value, index) => edit.NewValue($"last_{index}", value.ElementType, value.Shape))];
        var (condition, body) = (Condition(batch), Body(batch));
        edit.AddNode("while", new While(new GraphReference(condition), new GraphReference(body)), initial, last);
        edit.AddOutput(
            Custom(edit, "FlexTensorListStack", edit.NewValue("y", ElementType.Float32, new Shape(Steps, batch, Units)), last[1], shape));
        if (reader is not null)
        {
            Custom(edit, reader, List(edit, "other"), last[1], first);
        }

        var model = new Model();
        model.Subgraphs.AddRange([edit.Graph, condition, body]);
        using var stream = new MemoryStream();
        ModelWriter.Write(model, stream);
        return stream.ToArray();
    }

    private static Graph Condition(int batch)
    {
        var edit = new GraphEdit(new Graph("condition"));
        var inputs = Inputs(edit, batch);
        var isLess = edit.NewValue("less", ElementType.Boolean, Shape.Scalar);
        edit.AddNode("less", new Less(), [inputs[0], edit.AddConstant("steps", Tensor.Scalar(Steps))], [isLess]);
        edit.AddOutput(isLess);
        return edit.Graph;
    }

    private static Graph Body(int batch)
    {
        var edit = new GraphEdit(new Graph("body"));
        var inputs = Inputs(edit, batch);
        var shape = edit.AddConstant("element", Tensor.From(new Shape(2), [-1, Units]));
        var step = Custom(edit, "FlexTensorListGetItem", edit.NewValue("step", ElementType.Float32, new Shape(batch, Units)), inputs[3],
            inputs[0], shape);
        var sum = edit.NewValue("sum", ElementType.Float32, new Shape(batch, Units));
        edit.AddNode("sum", new Add(), [step, inputs[2]], [sum]);
        var next = edit.NewValue("next", ElementType.Float32, new Shape(batch, Units));
        edit.AddNode("next", new Tanh(), [sum], [next]);
        var list = Custom(edit, "FlexTensorListSetItem", List(edit, "written"), inputs[1], inputs[0], next);
        var counter = edit.NewValue("count", ElementType.Int32, Shape.Scalar);
        edit.AddNode("count", new Add(), [inputs[0], edit.AddConstant("one", Tensor.Scalar(1))], [counter]);
        foreach (var output in new[] { counter, list, next, inputs[3] })
        {
            edit.AddOutput(output);
        }

        return edit.Graph;
    }

    private static Value[] Inputs(GraphEdit edit, int batch) =>
    [
        edit.AddInput("counter", ElementType.Int32, Shape.Scalar), edit.AddInput("list", ElementType.Variant, Shape.Scalar),
        edit.AddInput("state", ElementType.Float32, new Shape(batch, Units)), edit.AddInput("sequence", ElementType.Variant, Shape.Scalar),
    ];

    private static Value List(GraphEdit edit, string name) => edit.NewValue(name, ElementType.Variant, Shape.Scalar);

    private static Value Custom(GraphEdit edit, string code, Value output, params Value[] inputs)
    {
        edit.AddNode(output.Name, new OpaqueOperator(BuiltinOperator.CUSTOM, code, 1, null, new byte[] { 0, 36, 1 }), inputs, [output]);
        return output;
    }

    private static float[] Expected(float[] x, float[] first, int batch)
    {
        var width = batch * Units;
        var all = new List<float>();
        var state = first;
        for (var step = 0; step < Steps; step++)
        {
            var now = x.AsSpan(step * width, width).ToArray();
            state = [.. state.Select((value, index) => Tanh(now[index] + value))];
            all.AddRange(state);
        }

        return [.. all];
    }

    /// <summary>As the kernel computes it.</summary>
    private static float Tanh(float value)
    {
        var edit = new GraphEdit(new Graph("tanh"));
        var (input, output) =
            (edit.AddInput("x", ElementType.Float32, new Shape(1)), edit.NewValue("y", ElementType.Float32, new Shape(1)));
        var node = edit.AddNode("y", new Tanh(), [input], [output]);
        return NodeEvaluator.Evaluate(node, [Tensor.From(new Shape(1), [value])])[0].Values<float>()[0];
    }

    private static float[] Numbers(int count, float offset) => [.. Enumerable.Range(0, count).Select(index => offset + (0.05f * index))];
}
