using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Loops and chains that differ from a recurrent layer in one place: they stay, and compute what they did.</summary>
public sealed class RecurrenceNearMissTests
{
    private static readonly IReadOnlyList<IPass> Passes = [new FuseRecurrentLoops(), new FuseUnrolledRecurrence()];

    private readonly SketchedGraph graph = new();

    private Value Sequence => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    [Fact]
    public void The_activation_before_the_sum_is_another_cell() => StaysBasic((body, x, states, matrix, bias) =>
        body.Emit(new Add(), body.Emit(new Tanh(), body.Emit(new BatchMatMul(), body.Emit(new Concatenation(1), x, states[0]), matrix)),
            bias));

    [Fact]
    public void A_residual_inside_the_cell_is_another_cell() => StaysBasic((body, x, states, matrix, bias) =>
        body.Emit(new Add(), states[0], body.Emit(new Tanh(), CellSketches.Linear(body, [x, states[0]], matrix, bias))));

    [Fact]
    public void Two_steps_in_one_iteration_are_no_step() => StaysBasic((body, x, states, matrix, bias) =>
    {
        var first = body.Emit(new Tanh(), CellSketches.Linear(body, [x, states[0]], matrix, bias));
        return body.Emit(new Tanh(), CellSketches.Linear(body, [x, first], matrix, bias));
    }, "a step does not update the state that it reads");

    [Fact]
    public void An_unknown_activation_is_another_cell() => StaysBasic((body, x, states, matrix, bias) =>
        body.Emit(new Elu(), CellSketches.Linear(body, [x, states[0]], matrix, bias)));

    [Fact]
    public void A_state_that_only_some_steps_update_is_another_cell() => StaysBasic((body, x, states, matrix, bias) => body.Emit(
        new SelectV2(), body.Emit(new Greater(), states[0], body.Number(0)),
        body.Emit(new Tanh(), CellSketches.Linear(body, [x, states[0]], matrix, bias)), states[0]));

    [Fact]
    public void A_gate_that_the_cell_gate_takes_part_in_is_another_cell() => StaysMemory((body, gates, states) =>
    {
        // The cell gate goes through the logistic function, the forget gate through tanh.
        var cell = body.Emit(
            new Add(), body.Emit(new Mul(), states[1], body.Emit(new Tanh(), gates[2])),
            body.Emit(new Mul(), body.Emit(new Logistic(), gates[0]), body.Emit(new Logistic(), gates[1])));
        return [body.Emit(new Mul(), body.Emit(new Tanh(), cell), body.Emit(new Logistic(), gates[3])), cell];
    });

    [Fact]
    public void A_forget_gate_on_the_hidden_state_is_another_cell() => StaysMemory((body, gates, states) =>
    {
        var cell = body.Emit(
            new Add(), body.Emit(new Mul(), states[0], body.Emit(new Logistic(), gates[2])),
            body.Emit(new Mul(), body.Emit(new Logistic(), gates[0]), body.Emit(new Tanh(), gates[1])));
        return [body.Emit(new Mul(), body.Emit(new Tanh(), cell), body.Emit(new Logistic(), gates[3])), cell];
    });

    [Fact]
    public void An_output_of_the_old_cell_state_is_another_cell() => StaysMemory((body, gates, states) =>
    {
        var cell = body.Emit(
            new Add(), body.Emit(new Mul(), states[1], body.Emit(new Logistic(), gates[2])),
            body.Emit(new Mul(), body.Emit(new Logistic(), gates[0]), body.Emit(new Tanh(), gates[1])));
        return [body.Emit(new Mul(), body.Emit(new Tanh(), states[1]), body.Emit(new Logistic(), gates[3])), cell];
    });

    [Fact]
    public void Two_different_activations_are_another_cell() => StaysMemory((body, gates, states) =>
    {
        var cell = body.Emit(
            new Add(), body.Emit(new Mul(), states[1], body.Emit(new Logistic(), gates[2])),
            body.Emit(new Mul(), body.Emit(new Logistic(), gates[0]), body.Emit(new Relu(), gates[1])));
        return [body.Emit(new Mul(), body.Emit(new Tanh(), cell), body.Emit(new Logistic(), gates[3])), cell];
    });

    [Fact]
    public void A_length_that_depends_on_data_is_no_sequence()
    {
        var length = graph.Edit.AddInput("length", ElementType.Int32, Shape.Scalar);
        var outputs = new LoopSketch(graph, Sequence) { Length = length }.Build(CellSketches.Basic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
    }

    [Fact]
    public void A_counter_that_leaves_steps_out_is_no_sequence()
    {
        var outputs = new LoopSketch(graph, Sequence) { Stride = 2 }.Build(CellSketches.Basic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
    }

    [Fact]
    public void Steps_that_are_read_from_the_end_down_to_the_second_are_no_sequence()
    {
        var outputs = new LoopSketch(graph, Sequence) { ReadsFromEnd = true, FirstFromEnd = 0,
            Length = Number(LoopSketch.Time - 1) }.Build(CellSketches.Basic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("it reads no sequence");
    }

    [Fact]
    public void A_counter_that_begins_to_fall_before_the_last_step_is_no_sequence()
    {
        var outputs = new LoopSketch(graph, Sequence) { CountsDown = true, ReadsFromEnd = true, WritesFromEnd = true,
            Length = Number(LoopSketch.Time - 1) }.Build(CellSketches.Basic(graph));
        Assert.Equal(["SUB", "WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("it reads no sequence");
    }

    [Fact]
    public void States_that_start_from_data_stay_in_a_loop()
    {
        var outputs = new LoopSketch(graph,
            Sequence) { InitialState = graph.Input(LoopSketch.Batch, LoopSketch.Units) }.Build(CellSketches.Basic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("does not start from zeros");
    }

    [Fact]
    public void The_last_cell_state_keeps_the_loop()
    {
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build(CellSketches.Memory(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[2]));
        AssertReason("last cell state");
    }

    [Fact]
    public void A_candidate_without_reset_gate_is_no_gated_unit()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.GatedBefore(graph, resets: false));
        Assert.Equal(["WHILE"], graph.Run([new FuseRecurrentLoops(RecurrenceTarget.RunTime)], outputs[0]));
    }

    [Fact]
    public void Bytes_that_multiply_state_and_step_in_one_row_keep_the_loop()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.QuantizedJoinedBasic(graph, isStateFirst: true));
        Assert.Equal(["WHILE"], graph.Run([new FuseRecurrentLoops(RecurrenceTarget.RunTime)], outputs[0]));
    }

    [Fact]
    public void Products_that_quantize_their_rows_in_two_ways_keep_the_loop()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.QuantizedBasic(graph, isAsymmetric: false));
        Assert.Equal(["WHILE"], graph.Run([new FuseRecurrentLoops(RecurrenceTarget.RunTime)], outputs[0]));
    }

    [Fact]
    public void Quantized_weights_keep_the_loop_in_files()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.QuantizedBasic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("quantized");
    }

    [Fact]
    public void Other_weights_in_one_step_are_no_chain()
    {
        var (cell, other) = (CellSketches.Basic(graph), CellSketches.Basic(graph));
        var state = graph.Constant(new Shape(LoopSketch.Batch, LoopSketch.Units), new float[LoopSketch.Batch * LoopSketch.Units]);
        var steps = CellSketches.Unpack(graph, Sequence, 0);
        for (var step = 0; step < steps.Length; step++)
        {
            state = (step == 2 ? other : cell)(graph, steps[step], [state])[0];
        }

        Assert.DoesNotContain("UNIDIRECTIONAL_SEQUENCE_RNN", graph.Run(Passes, state));
    }

    [Fact]
    public void A_residual_that_is_fed_back_is_another_cell()
    {
        var wide = graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Units);
        var (matrix, bias) = (graph.Weights(2 * LoopSketch.Units, LoopSketch.Units), graph.Weights(LoopSketch.Units));
        var outputs = new LoopSketch(graph, wide).Build((body, x, states) =>
            [body.Emit(new Add(), x, body.Emit(new Tanh(), CellSketches.Linear(body, [x, states[0]], matrix, bias)))]);
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("no state is updated as");
    }

    [Fact]
    public void An_output_that_looks_at_the_state_of_before_keeps_the_loop() =>
        StaysForItsOutput((body, _, next) => body.Emit(new Sub(), next[0], body.Edit.Graph.Inputs[3]));

    [Fact]
    public void An_output_that_looks_at_the_cell_state_keeps_the_loop()
    {
        var loop = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units],
            Written = (body, _, next) => body.Emit(new Add(), next[0], next[1]) };
        Assert.Equal(["WHILE"], graph.Run(Passes, loop.Build(CellSketches.Memory(graph))[0]));
        AssertReason("is no output of a recurrent layer");
    }

    [Fact]
    public void A_softmax_over_the_batch_keeps_the_loop() => StaysForItsOutput((body, _, next) =>
        body.Transpose(body.Emit(new Softmax(1), body.Transpose(next[0], 1, 0)), 1, 0));

    [Fact]
    public void A_sum_over_the_steps_so_far_keeps_the_loop()
    {
        var cell = CellSketches.Basic(graph);
        var loop = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units], Written = (_, _, next) => next[1] };
        var outputs = loop.Build((body, x, states) =>
        {
            var hidden = cell(body, x, states)[0];
            return [hidden, body.Emit(new Add(), states[1], hidden)];
        });
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("is no output of a recurrent layer");
    }

    [Fact]
    public void Without_a_layer_nothing_is_taken_out_of_a_loop()
    {
        var loop = new LoopSketch(graph, Sequence) { Width = LoopSketch.Depth, Written = (body, x, _) => body.Emit(new Tanh(), x) };
        Assert.Equal(["WHILE"], graph.Run(Passes, loop.Build((_, _, states) => states)[0]));
    }

    private Value Number(int number) => graph.Edit.AddConstant("number", Tensor.Scalar(number));

    private void StaysForItsOutput(Func<SketchedGraph, Value, Value[], Value> written)
    {
        var outputs = new LoopSketch(graph, Sequence) { Written = written }.Build(CellSketches.Basic(graph));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason("is no output of a recurrent layer");
    }

    private void StaysBasic(Func<SketchedGraph, Value, Value[], Value, Value, Value> next, string reason = "no state is updated as")
    {
        var (matrix, bias) = (graph.Weights(LoopSketch.Depth + LoopSketch.Units, LoopSketch.Units), graph.Weights(LoopSketch.Units));
        var outputs = new LoopSketch(graph, Sequence).Build((body, x, states) => [next(body, x, states, matrix, bias)]);
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
        AssertReason(reason);
    }

    private void StaysMemory(Func<SketchedGraph, Value[], Value[], Value[]> next)
    {
        var (matrix, bias) =
            (graph.Weights(LoopSketch.Depth + LoopSketch.Units, 4 * LoopSketch.Units), graph.Weights(4 * LoopSketch.Units));
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build((body, x, states) =>
            next(body, CellSketches.Split(body, CellSketches.Linear(body, [x, states[0]], matrix, bias), 4), states));
        Assert.Equal(["WHILE"], graph.Run(Passes, outputs[0]));
    }

    private void AssertReason(string part)
    {
        var model = new Model();
        model.Subgraphs.Add(graph.Edit.Graph);
        Assert.Contains(part, Assert.Single(RecurrenceSurvey.Of(model)).Reason, StringComparison.Ordinal);
    }
}
