using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>After a resize that fails everything is as it was.</summary>
public sealed class FailedResizeTests
{
    [Fact]
    public void Shapes_that_do_not_go_together_leave_the_old_ones_with_their_elements()
    {
        using var model = new SharedModel(Sum());
        using var interpreter = model.CreateInterpreter();
        interpreter.SetInput<float>("x", [1f, 2f], new Shape(1, 2));
        interpreter.SetInput<float>("y", [10f, 20f], new Shape(1, 2));
        interpreter.Invoke();
        interpreter.ResizeInput("x", new Shape(3, 2));
        interpreter.ResizeInput("y", new Shape(4, 2));
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(interpreter.Invoke).Kind);
        Assert.Equal(new Shape(1, 2), interpreter.Input(0).Shape);
        interpreter.Invoke();
        Assert.Equal([11f, 22f], interpreter.GetOutput<float>(0));
        interpreter.SetInput<float>("x", [1f, 2f, 3f, 4f], new Shape(2, 2));
        interpreter.SetInput<float>("y", [1f, 1f, 1f, 1f], new Shape(2, 2));
        interpreter.Invoke();
        Assert.Equal([2f, 3f, 4f, 5f], interpreter.GetOutput<float>(0));
    }

    [Fact]
    public void A_shape_that_no_memory_holds_is_refused_at_once_with_its_size()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(-1, 2)));
        using var interpreter = model.CreateInterpreter();
        interpreter.SetInput<float>(0, [1f, 2f], new Shape(1, 2));
        interpreter.Invoke();
        var error = Assert.Throws<OctavoException>(() => interpreter.ResizeInput(0, new Shape(int.MaxValue, 2)));
        Assert.Equal(ErrorKind.OutOfMemory, error.Kind);
        Assert.Contains($"{8L * int.MaxValue} bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal([2f, 4f], interpreter.GetOutput<float>(0));
        interpreter.Invoke();
        Assert.Equal([2f, 4f], interpreter.GetOutput<float>(0));
    }

    [Fact]
    public void A_plan_that_needs_too_much_memory_leaves_the_one_before()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(-1)));
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { MemoryLimit = 100_000 });
        interpreter.SetInput<float>(0, [3f], new Shape(1));
        interpreter.Invoke();
        interpreter.ResizeInput(0, new Shape(20_000));
        Assert.Equal(ErrorKind.OutOfMemory, Assert.Throws<OctavoException>(interpreter.Invoke).Kind);
        interpreter.Invoke();
        Assert.Equal([6f], interpreter.GetOutput<float>(0));
    }

    [Fact]
    public void States_outlive_a_resize_that_fails()
    {
        using var model = new SharedModel(StateModel.Of("state"));
        using var interpreter = model.CreateInterpreter();
        Assert.Equal(1f, StateModel.Next(interpreter));
        Assert.Equal(1.5f, StateModel.Next(interpreter));
        interpreter.ResizeInput(0, new Shape(2, 3));
        Assert.Throws<OctavoException>(interpreter.Invoke);
        Assert.Equal(1.75f, StateModel.Next(interpreter));
    }

    private static Model Sum()
    {
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new[] { "x", "y" }.Select(name => edit.AddInput(name, ElementType.Float32, new Shape(-1, 2))).ToArray();
        edit.AddOutput(LoopModel.Node(edit, new Add(), ElementType.Float32, new Shape(-1, 2), inputs));
        return new Model { Subgraphs = { edit.Graph } };
    }
}
