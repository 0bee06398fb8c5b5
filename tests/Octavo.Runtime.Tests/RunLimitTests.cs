using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Every run comes to an end, and none takes more than it may.</summary>
public sealed class RunLimitTests
{
    [Fact]
    public void A_loop_without_an_end_stops_at_the_limit_of_steps()
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { MaximumSteps = 1000 });
        var error = Assert.Throws<OctavoException>(interpreter.Invoke);
        Assert.Equal((ErrorKind.LimitReached, "at most 1000 steps"), (error.Kind, error.Expected));
    }

    [Fact]
    public void The_steps_of_each_invocation_are_counted_anew_and_a_limit_that_is_met_stops_nothing()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(2)));
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { MaximumSteps = 1, TimeLimit = TimeSpan.FromMinutes(1) });
        for (var invocation = 0; invocation < 3; invocation++)
        {
            interpreter.Invoke();
        }
    }

    [Fact]
    public void A_loop_without_an_end_stops_at_the_limit_of_time()
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { TimeLimit = TimeSpan.FromMilliseconds(50) });
        for (var invocation = 0; invocation < 2; invocation++)
        {
            var error = Assert.Throws<OctavoException>(interpreter.Invoke);
            Assert.Equal((ErrorKind.LimitReached, "at most 0.05 s"), (error.Kind, error.Expected));
        }
    }

    [Fact]
    public async Task A_loop_without_an_end_is_cancelled()
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var interpreter = model.CreateInterpreter();
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interpreter.InvokeAsync(cancelling.Token));
        Assert.Equal(cancelling.Token, error.CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(() => interpreter.Invoke(cancelling.Token));
    }

    [Fact]
    public void A_value_that_grows_without_an_end_stops_at_the_limit_of_memory_and_says_what_was_asked_for()
    {
        const long limit = 1 << 20;
        using var model = new SharedModel(EndlessModel.Of(isGrowing: true));
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { MemoryLimit = limit });
        var error = Assert.Throws<OctavoException>(interpreter.Invoke);
        Assert.Equal((ErrorKind.OutOfMemory, 6), (error.Kind, error.ExitCode));
        Assert.Contains($"{limit}", error.Message, StringComparison.Ordinal);
        Assert.True(interpreter.HeldBytes <= limit, $"{interpreter.HeldBytes} bytes");
    }

    [Fact]
    public void Weights_count_for_every_interpreter_that_shares_them_and_one_that_has_more_memory_can_pack_what_another_could_not()
    {
        using var model = new SharedModel(Product(256, 256));
        using (var small = model.CreateInterpreter(new InterpreterOptions { MemoryLimit = 100_000 }))
        {
            Assert.Equal(ErrorKind.OutOfMemory, Assert.Throws<OctavoException>(small.Invoke).Kind);
        }

        using var large = model.CreateInterpreter();
        large.Invoke();
        Assert.True(large.HeldBytes >= 256 * 256 * sizeof(float), $"{large.HeldBytes} bytes");
    }

    [Fact]
    public void All_memory_is_given_back()
    {
        var model = new SharedModel(Product(64, 64));
        var interpreter = model.CreateInterpreter();
        interpreter.Invoke();
        var budget = model.Weights.Budget;
        Assert.True(budget.HeldBytes > 0);
        interpreter.Dispose();
        Assert.Equal(budget.HeldBytes, interpreter.HeldBytes);
        model.Dispose();
        Assert.Equal((0, 0), (budget.HeldBytes, interpreter.HeldBytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_number_of_threads_that_makes_no_sense_is_refused_with_the_number_of_processors(int threads)
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(2)));
        var error = Assert.Throws<OctavoException>(() => model.CreateInterpreter(new InterpreterOptions { Threads = threads }));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains($"{Environment.ProcessorCount} processors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graphs_to_which_many_ways_lead_are_planned_once()
    {
        using var model = new SharedModel(Conditionals(40));
        using var interpreter = model.CreateInterpreter();
        interpreter.SetInput(0, Tensor.From(Shape.Scalar, true));
        interpreter.SetInput(1, Tensor.From(new Shape(1), 3f));
        interpreter.Invoke();
        Assert.Equal([6f], interpreter.GetOutput<float>(0));
    }

    [Fact]
    public void Graphs_that_lie_too_deep_in_one_another_are_refused()
    {
        var error = Assert.Throws<OctavoException>(() => new SharedModel(Conditionals(30_000)));
        Assert.Equal(ErrorKind.UnsupportedFeature, error.Kind);
    }

    [Fact]
    public void Workers_stop_between_their_tasks()
    {
        var interruption = new Interruption();
        using var workers = new WorkerPool(2, interruption);
        var work = new Interrupting(interruption);
        Assert.Throws<OperationCanceledException>(() => workers.Run(1_000_000, ref work));
        interruption.Clear();
        var rest = new Interrupting(null);
        workers.Run(10, ref rest);
    }

    private readonly struct Interrupting(Interruption? interruption) : IParallelWork
    {
        public void Run(int task, int worker)
        {
            Thread.SpinWait(1000);
            if (task == 100)
            {
                interruption?.Request(InterruptionReason.Cancelled);
            }
        }
    }

    /// <summary>Graph k is IF(c, graph k+1, graph k+1); the last one doubles.</summary>
    private static Model Conditionals(int depth)
    {
        var graphs = new List<Graph>();
        for (var level = depth; level >= 0; level--)
        {
            var edit = new GraphEdit(new Graph($"level {level}"));
            var condition = edit.AddInput("c", ElementType.Boolean, Shape.Scalar);
            var value = edit.AddInput("x", ElementType.Float32, new Shape(1));
            edit.AddOutput(level == depth
                ? LoopModel.Node(edit, new Add(), ElementType.Float32, new Shape(1), value, value)
                : edit.AddNode("if", new If(new GraphReference(graphs[0]), new GraphReference(graphs[0])), [condition, condition, value],
                    [edit.NewValue("y", ElementType.Float32, new Shape(1))]).Output);
            graphs.Insert(0, edit.Graph);
        }

        var model = new Model();
        model.Subgraphs.AddRange(graphs);
        return model;
    }

    private static Model Product(int depth, int units)
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(4, depth));
        var weights = edit.AddConstant("w",
            Tensor.From(new Shape(units, depth), [.. Enumerable.Range(0, units * depth).Select(index => index % 7 - 3f)]));
        edit.AddOutput(
            edit.AddNode("product", new FullyConnected(), [input, weights, null],
                [edit.NewValue("y", ElementType.Float32, new Shape(4, units))]).Output);
        return new Model { Subgraphs = { edit.Graph } };
    }
}
