using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class VariableShapeTests
{
    [Fact]
    public void A_variable_that_two_layers_read_in_two_shapes_is_refused()
    {
        var edit = new GraphEdit(new Graph("main"));
        var state = edit.NewValue("state", ElementType.Float32, new Shape(1, 2));
        edit.SetVariable(state, true);
        var first = edit.AddInput("x", ElementType.Float32, new Shape(1, 3));
        var second = edit.AddInput("y", ElementType.Float32, new Shape(4, 3));
        edit.AddOutput(Layer(edit, first, state, "one", 1));
        edit.AddOutput(Layer(edit, second, state, "two", 4));
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = new Interpreter(model);
        var error = Assert.Throws<OctavoException>(interpreter.Prepare);
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains("two shapes", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_nothing_writes_is_zeros()
    {
        var edit = new GraphEdit(new Graph("main"));
        var state = edit.NewValue("state", ElementType.Float32, new Shape(3));
        edit.SetVariable(state, true);
        var input = edit.AddInput("x", ElementType.Float32, new Shape(3));
        var node = edit.AddNode("sum", new Add(), [input, state], [edit.NewValue("y", ElementType.Float32, new Shape(3))]);
        edit.AddOutput(node.Output);
        edit.AddOutput(state);
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(3), 1f, 2f, 3f));
        interpreter.Invoke();
        Assert.Equal([1f, 2f, 3f], interpreter.OutputSpan<float>(0));
        Assert.Equal([0f, 0f, 0f], interpreter.OutputSpan<float>(1));
    }

    private static Value Layer(GraphEdit edit, Value input, Value state, string name, int batch)
    {
        var weights = edit.AddConstant("weights", Tensor.From(new Shape(2, 3), 1f, 2f, 3f, 4f, 5f, 6f));
        var recurrent = edit.AddConstant("recurrent", Tensor.From(new Shape(2, 2), 1f, 0f, 0f, 1f));
        var bias = edit.AddConstant("bias", Tensor.From(new Shape(2), 0f, 0f));
        return edit.AddNode(name, new Rnn(FusedActivation.Tanh, false), [input, weights, recurrent, bias, state],
            [edit.NewValue(name, ElementType.Float32, new Shape(batch, 2))]).Output;
    }
}
