using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class InterpreterTests
{
    [Fact]
    public void A_resized_input_is_planned_anew_and_flows_through()
    {
        using var model = new SharedModel(FlattenModel());
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(2, 3), 1f, 2f, 3f, 4f, 5f, 6f));
        interpreter.Invoke();
        Assert.Equal(new Shape(6), interpreter.Output(0).Shape);
        interpreter.SetInput(0, Tensor.From(new Shape(1, 2), 7f, 8f));
        interpreter.Invoke();
        Assert.Equal([7f, 8f], interpreter.OutputSpan<float>(0));
    }

    [Fact]
    public void An_input_keeps_its_elements_when_another_is_resized()
    {
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new[] { "x", "y" }.Select(name => edit.AddInput(name, ElementType.Float32, new Shape(-1, 2))).ToArray();
        var node = edit.AddNode("sum", new Add(), inputs, [edit.NewValue("z", ElementType.Float32, new Shape(-1, 2))]);
        edit.AddOutput(node.Output);
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = new Interpreter(model);
        interpreter.Prepare();
        interpreter.SetInput(0, Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f));
        interpreter.SetInput(1, Tensor.From(new Shape(2, 2), 10f, 20f, 30f, 40f));
        interpreter.Invoke();
        Assert.Equal([11f, 22f, 33f, 44f], interpreter.OutputSpan<float>(0));
    }

    [Fact]
    public void A_second_invocation_allocates_nothing()
    {
        using var model = new SharedModel(FlattenModel());
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(2, 3), 1f, 2f, 3f, 4f, 5f, 6f));
        interpreter.Invoke();
        interpreter.Invoke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Invoke();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_input_of_another_element_type_is_refused_by_name()
    {
        using var model = new SharedModel(FlattenModel());
        using var interpreter = new Interpreter(model);
        var error = Assert.Throws<OctavoException>(() => interpreter.SetInput(0, Tensor.From(new Shape(2), 1, 2)));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Equal("x", error.Where);
    }

    private static Model FlattenModel()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(-1, 3));
        var shape = edit.AddConstant("shape", Tensor.From(new Shape(1), -1));
        var node =
            edit.AddNode("flatten", new Reshape(Shape.Unknown), [input, shape], [edit.NewValue("y", ElementType.Float32, new Shape(-1))]);
        edit.AddOutput(node.Output);
        return new Model { Subgraphs = { edit.Graph } };
    }
}
