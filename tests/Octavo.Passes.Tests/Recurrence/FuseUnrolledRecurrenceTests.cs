using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class FuseUnrolledRecurrenceTests
{
    private static readonly IReadOnlyList<IPass> Passes =
    [
        new FuseUnrolledRecurrence(), new ComputeTimeStepsAtOnce(), new RemoveRepacking(), new MoveTransposesIntoSequences(),
        new FuseBidirectionalSequences(), new MergeJoinedTimeSteps(),
    ];

    private readonly SketchedGraph graph = new();

    private Value TimeMajor => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    private Value BatchMajor => field ??= graph.Input(LoopSketch.Batch, LoopSketch.Time, LoopSketch.Depth);

    [Fact]
    public void A_chain_of_basic_cells_becomes_one_operator()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], graph.Run(Passes, steps[^1]));
    }

    [Fact]
    public void A_chain_of_long_short_term_memories_becomes_one_operator()
    {
        var steps = Chain(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Memory(graph), 2);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM", "STRIDED_SLICE"], graph.Run(Passes, steps[^1]));
        Assert.False(((UnidirectionalSequenceLstm)graph.Edit.Graph.Nodes[0].Operator).TimeMajor);
    }

    [Fact]
    public void Outputs_that_are_packed_are_the_operators()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(Passes, graph.Emit(new Pack(0, steps.Length), steps)));
    }

    [Fact]
    public void Outputs_that_are_used_one_by_one_are_taken_out()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "ADD"], graph.Run(Passes, graph.Emit(new Add(), steps[0], steps[2])));
    }

    [Fact]
    public void A_first_step_without_recurrent_product_starts_from_zeros()
    {
        var (matrix, bias, recurrent) = (graph.Weights(LoopSketch.Depth, LoopSketch.Units), graph.Weights(LoopSketch.Units),
            graph.Weights(LoopSketch.Units, LoopSketch.Units));
        Value? state = null;
        foreach (var step in CellSketches.Unpack(graph, TimeMajor, 0))
        {
            var sum = graph.Emit(new Add(), graph.Emit(new BatchMatMul(), step, matrix), bias);
            state = graph.Emit(new Tanh(),
                state is null ? sum : graph.Emit(new Add(), sum, graph.Emit(new BatchMatMul(), state, recurrent)));
        }

        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], graph.Run(Passes, state!));
    }

    [Fact]
    public void A_first_memory_step_without_states_starts_from_zeros()
    {
        var (matrix, bias) = (graph.Weights(LoopSketch.Depth, 4 * LoopSketch.Units), graph.Weights(4 * LoopSketch.Units));
        var recurrent = graph.Weights(LoopSketch.Units, 4 * LoopSketch.Units);
        Value? hidden = null;
        Value? cell = null;
        foreach (var step in CellSketches.Unpack(graph, TimeMajor, 0))
        {
            var sum = graph.Emit(new BatchMatMul(), step, matrix);
            sum = hidden is null ? sum : graph.Emit(new Add(), sum, graph.Emit(new BatchMatMul(), hidden, recurrent));
            var gates = CellSketches.Split(graph, graph.Emit(new Add(), sum, bias), 4);
            var added = graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[0]), graph.Emit(new Tanh(), gates[2]));
            cell = cell is null ? added : graph.Emit(new Add(), graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[1]), cell), added);
            hidden = graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[3]), graph.Emit(new Tanh(), cell));
        }

        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM", "STRIDED_SLICE"], graph.Run(Passes, hidden!));
    }

    [Fact]
    public void Two_directions_become_one_operator()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        var forward = graph.Emit(new Pack(1, steps.Length), Chain(steps, CellSketches.Memory(graph), 2));
        var backward = graph.Emit(new Pack(1, steps.Length), [.. Chain([.. steps.Reverse()], CellSketches.Memory(graph), 2).Reverse()]);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_LSTM", "CONCATENATION"],
            graph.Run(Passes, graph.Emit(new Concatenation(2), forward, backward)));
    }

    [Fact]
    public void Two_directions_of_simple_layers_write_side_by_side()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        var forward = graph.Emit(new Pack(1, steps.Length), Chain(steps, CellSketches.Basic(graph), 1));
        var backward = graph.Emit(new Pack(1, steps.Length), [.. Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1).Reverse()]);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(Passes, graph.Emit(new Concatenation(2), forward, backward)));
        Assert.True(((BidirectionalSequenceRnn)graph.Edit.Graph.Nodes[0].Operator).MergeOutputs);
    }

    [Fact]
    public void The_last_step_of_the_backward_direction_is_at_the_first_moment()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        var forward = Chain(steps, CellSketches.Basic(graph), 1);
        var backward = Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1);
        Assert.Equal(
            ["BIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE", "STRIDED_SLICE", "CONCATENATION"],
            graph.Run(Passes, graph.Emit(new Concatenation(1), forward[^1], backward[^1])));
    }

    [Fact]
    public void Transpositions_around_a_time_major_chain_vanish()
    {
        var steps = Chain(CellSketches.Unpack(graph, graph.Transpose(BatchMajor, 1, 0, 2), 0), CellSketches.Basic(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"],
            graph.Run(Passes, graph.Transpose(graph.Emit(new Pack(0, steps.Length), steps), 1, 0, 2)));
    }

    [Fact]
    public void Gated_units_run_as_one_operator()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.GatedBefore(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU", "STRIDED_SLICE"],
            graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], steps[^1]));
    }

    /// <summary>The first state is computed behind the steps that are taken out.</summary>
    [Theory]
    [InlineData("UNIDIRECTIONAL_SEQUENCE_RNN")]
    [InlineData("UNIDIRECTIONAL_SEQUENCE_LSTM")]
    [InlineData("UNIDIRECTIONAL_SEQUENCE_GRU")]
    public void At_run_time_a_chain_may_start_from_anything(string expected)
    {
        var (cell, count) = expected switch
        {
            "UNIDIRECTIONAL_SEQUENCE_RNN" => (CellSketches.Basic(graph), 1),
            "UNIDIRECTIONAL_SEQUENCE_LSTM" => (CellSketches.Memory(graph), 2),
            _ => (CellSketches.GatedBefore(graph), 1),
        };
        var steps = CellSketches.Unpack(graph, TimeMajor, 0);
        Value[] states =
            [.. Enumerable.Range(0, count).Select(_ => graph.Emit(new Neg(), graph.Input(LoopSketch.Batch, LoopSketch.Units)))];
        foreach (var step in steps)
        {
            states = cell(graph, step, states);
        }

        Assert.Equal([.. Enumerable.Repeat("NEG", count), expected, "STRIDED_SLICE"],
            graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], states[0]));
    }

    [Fact]
    public void In_a_file_a_chain_that_starts_from_anything_stays()
    {
        var (cell, state) = (CellSketches.Basic(graph), graph.Input(LoopSketch.Batch, LoopSketch.Units));
        foreach (var step in CellSketches.Unpack(graph, TimeMajor, 0))
        {
            state = cell(graph, step, [state])[0];
        }

        Assert.DoesNotContain("UNIDIRECTIONAL_SEQUENCE_RNN", graph.Run(Passes, state));
    }

    /// <summary>
    /// As Keras writes it, where products with states that are zeros were folded; TensorFlow's converter folds z * 0 as well.
    /// </summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_first_gated_step_without_state_starts_from_zeros(bool resetsAfter, bool addsKeptZeros)
    {
        var weights = new GatedStepWeights(graph);
        Value? state = null;
        foreach (var step in CellSketches.Unpack(graph, TimeMajor, 0))
        {
            state = weights.Step(graph, step, state, resetsAfter, addsKeptZeros);
        }

        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU", "STRIDED_SLICE"],
            graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], state!));
        Assert.Equal(resetsAfter, ((UnidirectionalSequenceGru)graph.Edit.Graph.Nodes[0].Operator).ResetAfter);
    }

    [Fact]
    public void A_first_gated_step_of_another_bias_starts_no_chain()
    {
        var weights = new GatedStepWeights(graph);
        var steps = CellSketches.Unpack(graph, TimeMajor, 0);
        var state =
            new GatedStepWeights(graph) { Input = weights.Input, InputBias = weights.InputBias }.Step(graph, steps[0], null, true, true);
        foreach (var step in steps.Skip(1))
        {
            state = weights.Step(graph, step, state, true, true);
        }

        Assert.DoesNotContain("UNIDIRECTIONAL_SEQUENCE_GRU", graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], state));
    }

    private Value[] Chain(Value[] steps, Func<SketchedGraph, Value, Value[], Value[]> cell, int stateCount) =>
        CellSketches.Chain(graph, steps, cell, stateCount);
}
