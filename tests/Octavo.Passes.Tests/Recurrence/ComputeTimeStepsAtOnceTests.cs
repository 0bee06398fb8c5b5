using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>What is computed of each step of unrolled layers, and of both directions at each step.</summary>
public sealed class ComputeTimeStepsAtOnceTests
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
        var (first, third) =
            (graph.Emit(new Concatenation(1), forward[0], backward[0]), graph.Emit(new Concatenation(1), forward[2], backward[2]));
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "ADD"], graph.Run(Passes, graph.Emit(new Add(), first, third)));
        Assert.True(((BidirectionalSequenceRnn)graph.Edit.Graph.Nodes[0].Operator).MergeOutputs);
    }

    [Fact]
    public void Joined_steps_of_which_one_is_read_alone_stay_joined_one_by_one()
    {
        var (forward, backward) = Directions();
        var (first, third) =
            (graph.Emit(new Concatenation(1), forward[0], backward[0]), graph.Emit(new Concatenation(1), forward[2], backward[2]));
        var operators = graph.Run(Passes, graph.Emit(new Add(), first, third), backward[2]);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "UNPACK", "UNPACK", "CONCATENATION", "CONCATENATION", "ADD"], operators);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stack_of_two_directions_becomes_an_operator_each(bool behindAllPasses)
    {
        var joined = BothDirections(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Basic(graph), CellSketches.Basic(graph), 1);
        joined =
            BothDirections(joined, CellSketches.Basic(graph, 2 * LoopSketch.Units), CellSketches.Basic(graph, 2 * LoopSketch.Units), 1);
        Assert.Equal(["BIDIRECTIONAL_SEQUENCE_RNN", "BIDIRECTIONAL_SEQUENCE_RNN"],
            graph.Run(behindAllPasses ? Pipelines.Import : Passes, graph.Emit(new Pack(1, joined.Length), joined)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Residuals_between_unrolled_layers_become_sums_of_sequences(bool behindAllPasses)
    {
        var steps = CellSketches.Unpack(graph, graph.Input(LoopSketch.Batch, LoopSketch.Time, LoopSketch.Units), 1);
        for (var layer = 0; layer < 2; layer++)
        {
            steps = [.. Chain(steps, CellSketches.Basic(graph, LoopSketch.Units), 1)
                .Zip(steps, (output, step) => graph.Emit(new Add(), output, step))];
        }

        var operators = graph.Run(behindAllPasses ? Pipelines.Import : Passes, graph.Emit(new Pack(1, steps.Length), steps));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "ADD", "UNIDIRECTIONAL_SEQUENCE_RNN", "ADD"], operators);
    }

    [Fact]
    public void Equal_factors_of_all_steps_are_one()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1)
            .Select(step => graph.Emit(new Mul(), graph.Number(0.5f), step)).ToArray();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "MUL"], graph.Run(Passes, graph.Emit(new Pack(0, steps.Length), steps)));
    }

    [Fact]
    public void Different_factors_of_steps_stay_apart()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1)
            .Select((step, index) => graph.Emit(new Mul(), graph.Number(index), step)).ToArray();
        Assert.Equal(LoopSketch.Time, graph.Run(Passes, graph.Emit(new Pack(0, steps.Length), steps)).Count(name => name == "MUL"));
    }

    [Fact]
    public void Factors_that_differ_within_the_batch_stay_apart()
    {
        var factors = graph.Factors(LoopSketch.Batch, 1);
        var steps = Chain(CellSketches.Unpack(graph, BatchMajor, 1), CellSketches.Basic(graph), 1)
            .Select(step => graph.Emit(new Mul(), step, factors)).ToArray();
        Assert.Equal(LoopSketch.Time, graph.Run(Passes, graph.Emit(new Pack(1, steps.Length), steps)).Count(name => name == "MUL"));
    }

    [Fact]
    public void Differences_of_neighbouring_steps_stay_apart()
    {
        var steps = Chain(CellSketches.Unpack(graph, TimeMajor, 0), CellSketches.Basic(graph), 1);
        var differences = steps.Skip(1).Zip(steps, (step, before) => graph.Emit(new Sub(), step, before)).ToArray();
        Assert.Equal(LoopSketch.Time - 1,
            graph.Run(Passes, graph.Emit(new Pack(0, differences.Length), differences)).Count(name => name == "SUB"));
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

    /// <summary>What the basic cells of two directions give at each step.</summary>
    private (Value[] Forward, Value[] Backward) Directions()
    {
        var steps = CellSketches.Unpack(graph, BatchMajor, 1);
        return (Chain(steps, CellSketches.Basic(graph), 1), [.. Chain([.. steps.Reverse()], CellSketches.Basic(graph), 1).Reverse()]);
    }

    /// <summary>static_bidirectional_rnn: at each step what the forward chain gives there, then what the backward chain does.</summary>
    private Value[] BothDirections(Value[] steps,
        Func<SketchedGraph, Value, Value[], Value[]> forward, Func<SketchedGraph, Value, Value[], Value[]> backward, int stateCount)
    {
        var (first, second) = (Chain(steps, forward, stateCount), Chain([.. steps.Reverse()], backward, stateCount));
        return [.. first.Select((step, index) => graph.Emit(new Concatenation(1), step, second[steps.Length - 1 - index]))];
    }

    private Value[] Chain(Value[] steps, Func<SketchedGraph, Value, Value[], Value[]> cell, int stateCount) =>
        CellSketches.Chain(graph, steps, cell, stateCount);
}
