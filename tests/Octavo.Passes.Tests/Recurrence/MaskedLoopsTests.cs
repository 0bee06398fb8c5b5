using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// Loops whose steps count for some items of the batch alone: one operator at run time where a mask says which, loops in files, and
/// whatever looks like it.
/// </summary>
public sealed class MaskedLoopsTests
{
    private static readonly IReadOnlyList<IPass> RunTime = [new FuseRecurrentLoops(RecurrenceTarget.RunTime)];

    private static readonly int[] States = [LoopSketch.Units];

    private readonly SketchedGraph graph = new();

    private Value Sequence => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    private Value Lengths => field ??= graph.IntegerInput(LoopSketch.Batch);

    /// <summary>Gives whether the current step is behind the end of a sequence, [batch].</summary>
    private delegate Value Condition(SketchedGraph body, Value counter, Value lengths);

    private static Value IsOver(SketchedGraph body, Value counter, Value lengths) => body.Emit(new GreaterEqual(), counter, lengths);

    [Fact]
    public void Outputs_of_zeros_and_last_states_come_from_one_operator()
    {
        var outputs = Basic(IsOver, Zeros);
        Assert.Contains("UNIDIRECTIONAL_SEQUENCE_RNN", graph.Run(RunTime, outputs[0], outputs[1]));
        Assert.DoesNotContain(graph.Edit.Graph.Nodes, node => node.Operator is While);
        var layer = graph.Edit.Graph.Nodes.Select(node => node.Operator).OfType<RunTimeSequenceRnn>().Single();
        Assert.Equal((MaskedSteps.ZeroOutput, true), (layer.Masked, layer.GivesLastStates));
    }

    [Fact]
    public void States_that_are_written_repeat_the_output()
    {
        var outputs = Basic(IsOver, null);
        Assert.Contains("UNIDIRECTIONAL_SEQUENCE_RNN", graph.Run(RunTime, outputs[0]));
        Assert.Equal(MaskedSteps.RepeatOutput,
            graph.Edit.Graph.Nodes.Select(node => node.Operator).OfType<RunTimeSequenceRnn>().Single().Masked);
    }

    [Fact]
    public void A_loop_that_ends_behind_the_longest_sequence_is_one_operator()
    {
        var outputs = Basic(IsOver, Zeros, Longest(Lengths));
        Assert.DoesNotContain("WHILE", graph.Run(RunTime, outputs[0], outputs[1]));
    }

    [Fact]
    public void Memories_keep_both_states_at_masked_steps()
    {
        var cell = CellSketches.Memory(graph);
        var sketch = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units], Captured = [Lengths] };
        var outputs = sketch.Build((body, x, states) => Choose(body, IsOver, states, cell(body, x, states), states.Length));
        Assert.DoesNotContain("WHILE", graph.Run(RunTime, outputs[0], outputs[1], outputs[2]));
    }

    [Fact]
    public void Masked_steps_keep_the_loop_in_files()
    {
        var outputs = Basic(IsOver, Zeros);
        Assert.Equal(["WHILE"], graph.Run([new FuseRecurrentLoops()], outputs[0]));
        var model = new Model { Subgraphs = { graph.Edit.Graph } };
        Assert.Contains("masked", Assert.Single(RecurrenceSurvey.Of(model)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_of_the_step_behind_keeps_the_loop() =>
        Stays(Basic((body, counter, lengths) =>
            IsOver(body, body.Emit(new Add(), counter, body.Edit.AddConstant("one", Tensor.Scalar(1))), lengths), Zeros)[0]);

    [Fact]
    public void Steps_that_count_from_a_length_on_keep_the_loop() =>
        Stays(Basic((body, counter, lengths) => body.Emit(new Less(), counter, lengths), Zeros)[0]);

    [Fact]
    public void A_mask_that_depends_on_the_state_keeps_the_loop()
    {
        var cell = CellSketches.Basic(graph);
        Stays(new LoopSketch(graph, Sequence) { Captured = [Lengths] }.Build((body, x, states) =>
            [body.Emit(new SelectV2(), body.Emit(new Less(), states[0], body.Number(0)), states[0], cell(body, x, states)[0])])[0]);
    }

    [Fact]
    public void A_mask_over_units_keeps_the_loop()
    {
        var cell = CellSketches.Basic(graph);
        var bounds = graph.IntegerInput(LoopSketch.Units);
        Stays(new LoopSketch(graph, Sequence) { Captured = [bounds] }.Build((body, x, states) =>
            [body.Emit(new SelectV2(), IsOver(body, body.Edit.Graph.Inputs[0], body.Edit.Graph.Inputs[^1]), states[0],
                cell(body, x, states)[0])])[0]);
    }

    [Fact]
    public void A_mask_of_one_state_alone_keeps_the_loop()
    {
        var cell = CellSketches.Memory(graph);
        var sketch = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units], Captured = [Lengths] };
        Stays(sketch.Build((body, x, states) => Choose(body, IsOver, states, cell(body, x, states), 1))[0]);
    }

    [Fact]
    public void Outputs_of_ones_at_masked_steps_keep_the_loop() =>
        Stays(Basic(IsOver, (body, step) => body.Constant(step.Shape, [.. Enumerable.Repeat(1f, LoopSketch.Batch * LoopSketch.Units)]))[0]);

    [Fact]
    public void A_loop_that_ends_behind_the_longest_of_other_sequences_stays() =>
        Stays(Basic(IsOver, Zeros, Longest(graph.IntegerInput(LoopSketch.Batch)))[0]);

    [Fact]
    public void A_loop_that_ends_early_and_leaves_a_list_of_ones_stays()
    {
        var list = graph.Constant(Sequence.Shape.With(-1, LoopSketch.Units),
            [.. Enumerable.Repeat(1f, LoopSketch.Time * LoopSketch.Batch * LoopSketch.Units)]);
        Stays(Basic(IsOver, Zeros, Longest(Lengths), list)[0]);
    }

    private static Value Zeros(SketchedGraph body, Value step) => body.Constant(step.Shape, new float[LoopSketch.Batch * LoopSketch.Units]);

    /// <summary>The new states, the first few of which stay as they are where a sequence is over.</summary>
    private static Value[] Choose(SketchedGraph body, Condition condition, Value[] states, Value[] next, int count)
    {
        var isOver = condition(body, body.Edit.Graph.Inputs[0], body.Edit.Graph.Inputs[^1]);
        return [.. next.Select((state, index) => index < count ? body.Emit(new Select(), isOver, states[index], state) : state)];
    }

    /// <summary>min(time, max(1, longest)).</summary>
    private Value Longest(Value lengths)
    {
        var longest = graph.Emit(new ReduceMax(false), lengths, graph.Integers(0));
        var atLeastOne = graph.Emit(new Maximum(), graph.Edit.AddConstant("least", Tensor.Scalar(1)), longest);
        return graph.Emit(new Minimum(), graph.Edit.AddConstant("most", Tensor.Scalar(LoopSketch.Time)), atLeastOne);
    }

    /// <summary>A basic layer whose state stays as it is where the condition holds.</summary>
    /// <param name="masked">What is written there, for the unmasked output; the state where null.</param>
    private Value[] Basic(Condition condition, Func<SketchedGraph, Value, Value>? masked, Value? length = null, Value? list = null)
    {
        var cell = CellSketches.Basic(graph);
        Value? output = null;
        return new LoopSketch(graph, Sequence)
        {
            States = States,
            Captured = [Lengths],
            Length = length,
            InitialList = list,
            Written = masked is null ? null : (body, _, _) => body.Emit(
                new Select(), condition(body, body.Edit.Graph.Inputs[0], body.Edit.Graph.Inputs[^1]), masked(body, output!), output!),
        }.Build((body, x, states) =>
        {
            output = cell(body, x, states)[0];
            return Choose(body, condition, states, [output], 1);
        });
    }

    private void Stays(Value output) => Assert.Contains("WHILE", graph.Run(RunTime, output));
}
