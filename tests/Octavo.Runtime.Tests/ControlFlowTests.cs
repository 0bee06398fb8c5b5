using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class ControlFlowTests
{
    private static readonly Shape Open = new(-1, 2);

    [Fact]
    public void A_loop_runs_its_body_as_often_as_its_condition_holds()
    {
        using var model = new SharedModel(Doubling(new Shape(2)));
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(2), 1f, -3f));
        interpreter.Invoke();
        Assert.Equal([32f, -96f], interpreter.OutputSpan<float>(0));
    }

    [Fact]
    public void A_loop_allocates_nothing_once_it_has_run()
    {
        using var model = new SharedModel(LoopModel.Repeat(new Shape(64), 2, (edit, values) => [values[1], Twice(edit, values[0])]));
        using var interpreter = new Interpreter(model);
        interpreter.Invoke();
        interpreter.Invoke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Invoke();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Values_that_change_places_are_kept_apart()
    {
        using var model =
            new SharedModel(LoopModel.Repeat(new Shape(1), 3, (edit, values) => [values[1], values[2], Twice(edit, values[0])]));
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(1), 1f));
        interpreter.Invoke();

        // (1,1,1) (1,1,2) (1,2,2) (2,2,2) (2,2,4) (2,4,4)
        Assert.Equal([2f, 4f, 4f], new[] { 0, 1, 2 }.Select(index => interpreter.OutputSpan<float>(index)[0]));
    }

    [Fact]
    public void A_loop_follows_an_input_of_another_size()
    {
        using var model = new SharedModel(Doubling(Open));
        using var interpreter = new Interpreter(model);
        foreach (var rows in new[] { 1, 3, 2 })
        {
            interpreter.SetInput(0, Tensor.From(new Shape(rows, 2), [.. Enumerable.Range(0, rows * 2).Select(index => (float)index)]));
            interpreter.Invoke();
            Assert.Equal(new Shape(rows, 2), interpreter.Output(0).Shape);
            Assert.Equal(Enumerable.Range(0, rows * 2).Select(index => 32f * index), interpreter.OutputSpan<float>(0).ToArray());
        }
    }

    [Fact]
    public void A_value_may_grow_from_step_to_step()
    {
        using var model = new SharedModel(LoopModel.Repeat(
            Open, 1, (edit, values) => [LoopModel.Node(edit, new Concatenation(0), ElementType.Float32, Open, values[0], values[0])]));
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(1, 2), 1f, 2f));
        for (var invocation = 0; invocation < 2; invocation++)
        {
            interpreter.Invoke();
            Assert.Equal(new Shape(32, 2), interpreter.Output(0).Shape);
            Assert.Equal(Enumerable.Repeat(new[] { 1f, 2f }, 32).SelectMany(row => row), interpreter.OutputSpan<float>(0).ToArray());
        }
    }

    [Theory]
    [InlineData(true, 6f)]
    [InlineData(false, 9f)]
    public void A_branch_is_taken_by_the_condition(bool condition, float expected)
    {
        using var model = new SharedModel(Branches());
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(Shape.Scalar, condition));
        interpreter.SetInput(1, Tensor.From(new Shape(1), 3f));
        interpreter.Invoke();
        Assert.Equal([expected], interpreter.OutputSpan<float>(0));
    }

    [Fact]
    public void A_loop_whose_graphs_have_other_types_is_refused_with_the_value()
    {
        var model = Doubling(new Shape(2));
        new GraphEdit(model.Subgraphs[2]).SetType(model.Subgraphs[2].Inputs[1], ElementType.Int32, new Shape(2));
        var error = Assert.Throws<OctavoException>(() => new SharedModel(model));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("value 1", error.Message, StringComparison.Ordinal);
    }

    private static Model Doubling(Shape shape) => LoopModel.Repeat(shape, 1, (edit, values) => [Twice(edit, values[0])]);

    private static Value Twice(GraphEdit edit, Value value) =>
        LoopModel.Node(edit, new Add(), ElementType.Float32, value.Shape, value, value);

    private static Model Branches()
    {
        var main = new GraphEdit(new Graph("main"));
        var (sum, square) = (Branch("sum", new Add()), Branch("square", new Mul()));
        var condition = main.AddInput("c", ElementType.Boolean, Shape.Scalar);
        var input = main.AddInput("x", ElementType.Float32, new Shape(1));
        main.AddOutput(
            LoopModel.Node(main, new If(new GraphReference(sum), new GraphReference(square)), ElementType.Float32, new Shape(1), condition,
                input));
        return new Model { Subgraphs = { main.Graph, sum, square } };
    }

    private static Graph Branch(string name, Operator @operator)
    {
        var edit = new GraphEdit(new Graph(name));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(1));
        edit.AddOutput(LoopModel.Node(edit, @operator, ElementType.Float32, new Shape(1), input, input));
        return edit.Graph;
    }
}
