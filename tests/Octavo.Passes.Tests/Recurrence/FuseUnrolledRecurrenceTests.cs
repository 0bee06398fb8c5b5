using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class FuseUnrolledRecurrenceTests
{
    private static readonly IReadOnlyList<IPass> Passes =
    [
        new FuseUnrolledRecurrence(), new ComputeStepsAtOnce(), new RemoveRepacking(), new MoveTransposesIntoSequences(), new FuseBidirectionalSequences(), new MergeJoinedSteps(),
    ];

    private readonly GraphBuilder graph = new();

    private Value Zeros => graph.Constant(new Shape(LoopSketch.Batch, LoopSketch.Units), new float[LoopSketch.Batch * LoopSketch.Units]);

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
        var (matrix, bias, recurrent) = (graph.Weights(LoopSketch.Depth, LoopSketch.Units), graph.Weights(LoopSketch.Units), graph.Weights(LoopSketch.Units, LoopSketch.Units));
        Value? state = null;
        foreach (var step in CellSketches.Unpack(graph, TimeMajor, 0))
        {
            var sum = graph.Emit(new Add(), graph.Emit(new BatchMatMul(), step, matrix), bias);
            state = graph.Emit(new Tanh(), state is null ? sum : graph.Emit(new Add(), sum, graph.Emit(new BatchMatMul(), state, recurrent)));
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
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_LSTM", "CONCATENATION"], graph.Run(Passes, graph.Emit(new Concatenation(2), forward, backward)));
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
    public void Directions_that_are_joined_step_by_step_become_one_operator()
    {
        var joined = BothDirections(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Basic(graph), CellSketches.Basic(graph), 1);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(Passes, graph.Emit(new Pack(1, joined.Length), joined)));
        Assert.True(((BidirectionalSequenceRnn)graph.Edit.Graph.Nodes[0].Operator).MergeOutputs);
    }

    [Fact]
    public void Directions_of_memories_are_joined_behind_one_operator_where_that_cannot_join_them()
    {
        var joined = BothDirections(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Memory(graph), CellSketches.Memory(graph), 2);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_LSTM", "CONCATENATION"], graph.Run(Passes, graph.Emit(new Pack(1, joined.Length), joined)));
    }

    [Fact]
    public void Some_joined_steps_are_taken_out_of_the_joined_output()
    {
        var (forward, backward) = Directions();
        var (first, third) = (graph.Emit(new Concatenation(1), forward[0], backward[0]), graph.Emit(new Concatenation(1), forward[2], backward[2]));
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "ADD"], graph.Run(Passes, graph.Emit(new Add(), first, third)));
        Assert.True(((BidirectionalSequenceRnn)graph.Edit.Graph.Nodes[0].Operator).MergeOutputs);
    }

    [Fact]
    public void Joined_steps_of_which_one_is_read_alone_stay_joined_one_by_one()
    {
        var (forward, backward) = Directions();
        var (first, third) = (graph.Emit(new Concatenation(1), forward[0], backward[0]), graph.Emit(new Concatenation(1), forward[2], backward[2]));
        var operators = graph.Run(Passes, graph.Emit(new Add(), first, third), backward[2]);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "UNPACK", "CONCATENATION", "CONCATENATION", "ADD"], operators);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stack_of_two_directions_becomes_an_operator_each(bool behindAllPasses)
    {
        var joined = BothDirections(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Basic(graph), CellSketches.Basic(graph), 1);
        joined = BothDirections(joined, WideCell(2 * LoopSketch.Units), WideCell(2 * LoopSketch.Units), 1);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "BIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(behindAllPasses ? Pipelines.Import : Passes, graph.Emit(new Pack(1, joined.Length), joined)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Residuals_between_unrolled_layers_become_sums_of_sequences(bool behindAllPasses)
    {
        var steps = CellSketches.Unpack(graph, graph.Input(LoopSketch.Batch, LoopSketch.Time, LoopSketch.Units), 1);
        for (var layer = 0; layer < 2; layer++)
        {
            steps = [.. Chain(steps, WideCell(LoopSketch.Units), 1).Zip(steps, (output, step) => graph.Emit(new Add(), output, step))];
        }

        var operators = graph.Run(behindAllPasses ? Pipelines.Import : Passes, graph.Emit(new Pack(1, steps.Length), steps));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "ADD", "UNIDIRECTIONAL_SEQUENCE_RNN", "ADD"], operators);
    }

    [Fact]
    public void Equal_factors_of_all_steps_are_one()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1).Select(step => graph.Emit(new Mul(), graph.Number(0.5f), step)).ToArray();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "MUL"], graph.Run(Passes, graph.Emit(new Pack(0, steps.Length), steps)));
    }

    [Fact]
    public void Different_factors_of_steps_stay_apart()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1).Select((step, index) => graph.Emit(new Mul(), graph.Number(index), step)).ToArray();
        Assert.Equal(LoopSketch.Time, graph.Run(Passes, graph.Emit(new Pack(0, steps.Length), steps)).Count(name => name == "MUL"));
    }

    [Fact]
    public void Factors_that_differ_within_the_batch_stay_apart()
    {
        var factors = graph.Factors(LoopSketch.Batch, 1);
        var steps = Chain(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Basic(graph), 1).Select(step => graph.Emit(new Mul(), step, factors)).ToArray();
        Assert.Equal(LoopSketch.Time, graph.Run(Passes, graph.Emit(new Pack(1, steps.Length), steps)).Count(name => name == "MUL"));
    }

    [Fact]
    public void Differences_of_neighbouring_steps_stay_apart()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1);
        var differences = steps.Skip(1).Zip(steps, (step, before) => graph.Emit(new Sub(), step, before)).ToArray();
        Assert.Equal(LoopSketch.Time - 1, graph.Run(Passes, graph.Emit(new Pack(0, differences.Length), differences)).Count(name => name == "SUB"));
    }

    [Fact]
    public void Steps_that_are_joined_with_others_than_their_own_stay_apart()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        var forward = Chain(steps, CellSketches.Basic(graph), 1);
        var backward = Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1);
        int[] order = [0, 2, 1, 3];
        var joined = order.Select((other, step) => graph.Emit(new Concatenation(1), forward[step], backward[other])).ToArray();
        Assert.Equal(
            ["BIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "UNPACK", "CONCATENATION", "CONCATENATION", "CONCATENATION", "CONCATENATION", "PACK"],
            graph.Run(Passes, graph.Emit(new Pack(1, joined.Length), joined)));
    }

    [Fact]
    public void Directions_that_are_joined_along_the_batch_stay_apart()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        var forward = Chain(steps, CellSketches.Basic(graph), 1);
        var backward = Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1);
        var joined = forward.Select((step, index) => graph.Emit(new Concatenation(0), step, backward[steps.Length - 1 - index])).ToArray();
        Assert.Contains("PACK", graph.Run(Passes, graph.Emit(new Pack(1, joined.Length), joined)));
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
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(Passes, graph.Transpose(graph.Emit(new Pack(0, steps.Length), steps), 1, 0, 2)));
    }

    [Fact]
    public void Gated_units_run_as_one_operator()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.GatedBefore(graph), 1);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU", "STRIDED_SLICE"], graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], steps[^1]));
    }

    /// <summary>As Keras writes it, where products with states that are zeros were folded; TensorFlow's converter folds z * 0 as well.</summary>
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

        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU", "STRIDED_SLICE"], graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], state!));
        Assert.Equal(resetsAfter, ((UnidirectionalSequenceGru)graph.Edit.Graph.Nodes[0].Operator).ResetAfter);
    }

    [Fact]
    public void A_first_gated_step_of_another_bias_starts_no_chain()
    {
        var weights = new GatedStepWeights(graph);
        var steps = CellSketches.Unpack(graph, TimeMajor, 0);
        var state = new GatedStepWeights(graph) { Input = weights.Input, InputBias = weights.InputBias }.Step(graph, steps[0], null, true, true);
        foreach (var step in steps.Skip(1))
        {
            state = weights.Step(graph, step, state, true, true);
        }

        Assert.DoesNotContain("UNIDIRECTIONAL_SEQUENCE_GRU", graph.Run([new FuseUnrolledRecurrence(RecurrenceTarget.RunTime)], state));
    }

    /// <summary>What the basic cells of two directions give at each step.</summary>
    private (Value[] Forward, Value[] Backward) Directions()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        return (Chain(steps, CellSketches.Basic(graph), 1), [.. Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1).Reverse()]);
    }

    /// <summary>static_bidirectional_rnn: at each step what the forward chain gives there, then what the backward chain does.</summary>
    private Value[] BothDirections(Value[] steps, Func<GraphBuilder, Value, Value[], Value[]> forward, Func<GraphBuilder, Value, Value[], Value[]> backward, int stateCount)
    {
        var (first, second) = (Chain(steps, forward, stateCount), Chain([.. steps.Reverse()], backward, stateCount));
        return [.. first.Select((step, index) => graph.Emit(new Concatenation(1), step, second[steps.Length - 1 - index]))];
    }

    private Func<GraphBuilder, Value, Value[], Value[]> WideCell(int depth)
    {
        var (matrix, bias) = (graph.Weights(depth + LoopSketch.Units, LoopSketch.Units), graph.Weights(LoopSketch.Units));
        return (body, x, states) => [body.Emit(new Tanh(), CellSketches.Linear(body, [x, states[0]], matrix, bias))];
    }

    private Value[] Chain(Value[] steps, Func<GraphBuilder, Value, Value[], Value[]> cell, int stateCount)
    {
        var zeros = Zeros;
        Value[] states = [.. Enumerable.Repeat(zeros, stateCount)];
        var outputs = new List<Value>();
        foreach (var step in steps)
        {
            states = cell(graph, step, states);
            outputs.Add(states[0]);
        }

        return [.. outputs];
    }
}
