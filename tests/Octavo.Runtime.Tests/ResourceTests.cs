using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Resources between invocations: initialization, shapes that change, signatures, graphs within graphs.</summary>
public sealed class ResourceTests
{
    private static readonly Shape Pair = new(2);

    [Fact]
    public void A_resource_lives_from_one_invocation_to_the_next_until_it_is_reset()
    {
        using var model = new SharedModel(ResourceModel.Accumulate(Tensor.From(Pair, 10f, 20f), Pair));
        using var interpreter = new Interpreter(model);
        Assert.Equal([11f, 22f], Run(interpreter, 1f, 2f));
        Assert.Equal([12f, 24f], Run(interpreter, 1f, 2f));
        interpreter.ResetVariables();
        Assert.Equal([11f, 22f], Run(interpreter, 1f, 2f));
    }

    [Fact]
    public void Interpreters_of_one_model_have_resources_of_their_own()
    {
        using var model = new SharedModel(ResourceModel.Accumulate(Tensor.From(Pair, 0f, 0f), Pair));
        using var one = new Interpreter(model);
        using var other = new Interpreter(model);
        Assert.Equal([1f, 2f], Run(one, 1f, 2f));
        Assert.Equal([1f, 2f], Run(other, 1f, 2f));
    }

    [Fact]
    public void Signatures_see_the_same_resources_and_initialize_them_once()
    {
        var model = ResourceModel.Accumulate(Tensor.From(Pair, 10f, 20f), Pair);
        var read = new GraphEdit(new Graph("read"));
        read.AddNode("once", new CallOnce(new GraphReference(model.Subgraphs[1])), [], []);
        var state = ResourceModel.Read(read, ResourceModel.Handle(read, "state"), Pair);
        read.AddOutput(state);
        model.Subgraphs.Add(read.Graph);
        model.Signatures.Add(new Signature("read", read.Graph, [], [KeyValuePair.Create("state", state)]));
        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);
        using var reader = interpreter.ForSignature("read");
        Assert.Equal([11f, 22f], Run(interpreter, 1f, 2f));
        reader.Invoke();
        Assert.Equal([11f, 22f], reader.OutputSpan<float>(0));
        reader.ResetVariables();
        reader.Invoke();
        Assert.Equal([10f, 20f], reader.OutputSpan<float>(0));
    }

    [Fact]
    public void Reading_before_anything_is_assigned_is_refused_by_name()
    {
        var main = new GraphEdit(new Graph("main"));
        main.AddOutput(ResourceModel.Read(main, ResourceModel.Handle(main, "state", "box"), Pair));
        using var model = new SharedModel(new Model { Subgraphs = { main.Graph } });
        using var interpreter = new Interpreter(model);
        var error = Assert.Throws<OctavoException>(interpreter.Invoke);
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains("variable 'state' of container 'box'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_as_another_type_is_refused()
    {
        var main = new GraphEdit(new Graph("main"));
        var initialization = ResourceModel.CallOnce(main, "state", Tensor.From(Pair, 1f, 2f));
        main.AddOutput(ResourceModel.Read(main, ResourceModel.Handle(main, "state"), Pair, ElementType.Int32));
        using var model = new SharedModel(new Model { Subgraphs = { main.Graph, initialization } });
        using var interpreter = new Interpreter(model);
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(interpreter.Invoke).Kind);
    }

    [Fact]
    public void A_read_between_two_assignments_gives_the_first()
    {
        var main = new GraphEdit(new Graph("main"));
        var input = main.AddInput("x", ElementType.Float32, Pair);
        var handle = ResourceModel.Handle(main, "state");
        ResourceModel.Assign(main, handle, input);
        var between = ResourceModel.Read(main, handle, Pair);
        ResourceModel.Assign(main, handle, LoopModel.Node(main, new Add(), ElementType.Float32, Pair, input, input));
        main.AddOutput(between);
        main.AddOutput(ResourceModel.Read(main, handle, Pair));
        using var model = new SharedModel(new Model { Subgraphs = { main.Graph } });
        using var interpreter = new Interpreter(model);
        Assert.Equal([1f, 2f], Run(interpreter, 1f, 2f));
        Assert.Equal([2f, 4f], interpreter.OutputSpan<float>(1));
    }

    [Fact]
    public void A_resource_may_grow_with_each_invocation()
    {
        var main = new GraphEdit(new Graph("main"));
        var initialization = ResourceModel.CallOnce(main, "history", Tensor.From(new Shape(1), 7f));
        var input = main.AddInput("x", ElementType.Float32, new Shape(1));
        var handle = ResourceModel.Handle(main, "history");
        var longer = LoopModel.Node(main, new Concatenation(0), ElementType.Float32, new Shape(-1),
            ResourceModel.Read(main, handle, new Shape(-1)), input);
        ResourceModel.Assign(main, handle, longer);
        main.AddOutput(longer);
        using var model = new SharedModel(new Model { Subgraphs = { main.Graph, initialization } });
        using var interpreter = new Interpreter(model);
        Assert.Equal([7f, 1f], Run(interpreter, 1f));
        Assert.Equal([7f, 1f, 2f], Run(interpreter, 2f));
        interpreter.ResetVariables();
        Assert.Equal([7f, 3f], Run(interpreter, 3f));
    }

    [Fact]
    public void A_resized_input_gives_the_resource_its_shape()
    {
        using var model = new SharedModel(ResourceModel.Accumulate(Tensor.From(new Shape(1, 2), 10f, 20f), new Shape(-1, 2)));
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f));
        interpreter.Invoke();
        Assert.Equal([11f, 22f, 13f, 24f], interpreter.OutputSpan<float>(0));
        interpreter.Invoke();
        Assert.Equal([12f, 24f, 16f, 28f], interpreter.OutputSpan<float>(0));
    }

    [Fact]
    public void A_branch_that_assigns_runs_although_nobody_reads_what_it_gives()
    {
        var main = new GraphEdit(new Graph("main"));
        var initialization = ResourceModel.CallOnce(main, "state", Tensor.From(Pair, 0f, 0f));
        var condition = main.AddInput("condition", ElementType.Boolean, Shape.Scalar);
        var input = main.AddInput("x", ElementType.Float32, Pair);
        var (then, otherwise) = (new GraphEdit(new Graph("then")), new GraphEdit(new Graph("else")));
        then.AddOutput(ResourceModel.AddTo(then, "state", then.AddInput("x", ElementType.Float32, Pair), Pair));
        otherwise.AddOutput(otherwise.AddInput("x", ElementType.Float32, Pair));
        main.AddNode("if", new If(new GraphReference(then.Graph), new GraphReference(otherwise.Graph)), [condition, input],
            [main.NewValue("unread", ElementType.Float32, Pair)]);
        main.AddOutput(ResourceModel.Read(main, ResourceModel.Handle(main, "state"), Pair));
        using var model = new SharedModel(new Model { Subgraphs = { main.Graph, initialization, then.Graph, otherwise.Graph } });
        using var interpreter = new Interpreter(model);
        foreach (var (isTaken, expected) in new[] { (true, 1f), (false, 1f), (true, 2f) })
        {
            interpreter.SetInput(0, Tensor.From(Shape.Scalar, isTaken));
            interpreter.SetInput(1, Tensor.From(Pair, 1f, 1f));
            interpreter.Invoke();
            Assert.Equal([expected, expected], interpreter.OutputSpan<float>(0));
        }
    }

    [Fact]
    public void Each_step_of_a_loop_sees_what_the_one_before_assigned()
    {
        var model = LoopModel.Repeat(Pair, 1, (edit, values) => [ResourceModel.AddTo(edit, "state", values[0], Pair)]);
        var initialization = new GraphEdit(new Graph("initialize"));
        ResourceModel.Assign(initialization, ResourceModel.Handle(initialization, "state"),
            initialization.AddConstant("zeros", Tensor.From(Pair, 0f, 0f)));
        var main = new GraphEdit(model.Main);
        main.AddNodeBefore(model.Main.Nodes[0], "once", new CallOnce(new GraphReference(initialization.Graph)), [], []);
        model.Subgraphs.Add(initialization.Graph);
        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);

        // The state s and the value v: s += v, v = s. (0, 1) (1, 1) (2, 2) (4, 4) (8, 8) (16, 16), then from (16, 1).
        Assert.Equal([16f, 32f], Run(interpreter, 1f, 2f));
        Assert.Equal([16f * 17, 16f * 34], Run(interpreter, 1f, 2f));
    }

    [Fact]
    public void Invocations_allocate_nothing()
    {
        using var model = new SharedModel(ResourceModel.Accumulate(Tensor.From(Pair, 10f, 20f), Pair));
        using var interpreter = new Interpreter(model);
        interpreter.Invoke();
        interpreter.Invoke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Invoke();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Run(Interpreter interpreter, params float[] input)
    {
        interpreter.SetInput(0, Tensor.From(new Shape(input.Length), input));
        interpreter.Invoke();
        return interpreter.OutputSpan<float>(0).ToArray();
    }
}
