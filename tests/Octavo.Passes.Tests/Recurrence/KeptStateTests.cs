using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// Whether states in resources are a layer's own, so that variables of its operator can hold them. Each near miss leaves one condition out.
/// </summary>
public sealed class KeptStateTests
{
    private const string Hidden = "hidden";
    private const string Cell = "cell";

    private static readonly Shape State = new(LoopSketch.Batch, LoopSketch.Units);

    private readonly KeptStateSketch sketch = new();

    private SketchedGraph Graph => sketch.Graph;

    [Fact]
    public void A_loop_that_keeps_its_state_is_an_operator_and_no_graph_is_left_but_the_main_one()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        sketch.Run();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], sketch.Operators);
        Assert.Single(sketch.Model.Subgraphs);
    }

    [Fact]
    public void The_last_cell_state_may_go_to_its_resource()
    {
        Memory(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        sketch.Assign(Cell, outputs[2]);
        sketch.Run();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], sketch.Operators);
        Assert.Equal("UNIDIRECTIONAL_SEQUENCE_LSTM", Assert.Single(RecurrenceSurvey.Of(sketch.Model)).Result);
    }

    [Fact]
    public void The_last_hidden_state_may_be_used_as_well()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        Graph.Edit.AddOutput(outputs[1]);
        sketch.Run();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], sketch.Operators);
    }

    [Fact]
    public void An_initialization_keeps_what_others_need()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        Graph.Edit.AddOutput(sketch.Declare("other", State));
        sketch.Run();
        Assert.Equal(["CALL_ONCE", "UNIDIRECTIONAL_SEQUENCE_RNN", "VAR_HANDLE", "READ_VARIABLE"], sketch.Operators);
        Assert.Equal(["VAR_HANDLE", "ASSIGN_VARIABLE"], sketch.Model.Subgraphs[1].Nodes.Select(node => node.Operator.Name));
    }

    [Fact]
    public void A_chain_that_keeps_its_states_is_an_operator()
    {
        Value[] states = [sketch.Declare(Hidden, State), sketch.Declare(Cell, State)];
        var cell = CellSketches.Memory(Graph);
        var steps = CellSketches.Unpack(Graph, Graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth), 0);
        states = steps.Aggregate(states, (before, step) => cell(Graph, step, before));
        sketch.Assign(Hidden, states[0]);
        sketch.Assign(Cell, states[1]);
        Graph.Edit.AddOutput(states[0]);
        sketch.Run();
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM", "STRIDED_SLICE"], sketch.Operators);
    }

    [Fact]
    public void A_state_that_another_graph_resets_stays()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        var reset = sketch.AddGraph("reset");
        KeptStateSketch.Assign(reset, Hidden, reset.AddConstant("zeros", Tensor.From(State, new float[State.ElementCount])));
        Stays("another graph assigns it");
    }

    [Fact]
    public void A_state_that_another_graph_reads_stays()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        var look = sketch.AddGraph("look");
        look.AddOutput(KeptStateSketch.Read(look, Hidden, State));
        Stays("is also used elsewhere in the model");
    }

    [Fact]
    public void A_state_that_is_returned_as_it_was_read_stays()
    {
        var first = Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        Graph.Edit.AddOutput(first);
        Stays("also used outside of the loop");
    }

    [Fact]
    public void A_state_that_is_read_behind_its_assignment_stays()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        Graph.Edit.AddOutput(KeptStateSketch.Read(Graph.Edit, Hidden, State));
        Stays("is not read once and assigned once");
    }

    [Fact]
    public void A_state_that_is_assigned_before_the_loop_reads_it_stays()
    {
        sketch.Initialize(Hidden, State);
        sketch.Assign(Hidden, Graph.Input(LoopSketch.Batch, LoopSketch.Units));
        var first = KeptStateSketch.Read(Graph.Edit, Hidden, State);
        Graph.Edit.AddOutput(new LoopSketch(Graph, Sequence()) { InitialState = first }.Build(CellSketches.Basic(Graph))[0]);
        Stays("is read behind its assignment");
    }

    [Fact]
    public void A_state_that_is_assigned_something_else_stays()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, Graph.Emit(new Mul(), outputs[1], Graph.Number(0.5f)));
        Stays("is not what variable 'hidden' is assigned");
    }

    [Fact]
    public void States_that_change_places_stay()
    {
        Memory(out var outputs);
        sketch.Assign(Hidden, outputs[2]);
        sketch.Assign(Cell, outputs[1]);
        Stays("is not what variable 'hidden' is assigned");
    }

    [Fact]
    public void A_state_that_holds_something_at_first_stays()
    {
        sketch.Initialize(Hidden, State, 0.5f);
        var first = KeptStateSketch.Read(Graph.Edit, Hidden, State);
        var outputs = new LoopSketch(Graph, Sequence()) { InitialState = first }.Build(CellSketches.Basic(Graph));
        Graph.Edit.AddOutput(outputs[0]);
        sketch.Assign(Hidden, outputs[1]);
        Stays("does not hold zeros at first");
    }

    [Fact]
    public void A_state_of_another_batch_than_the_sequence_is_known_to_have_stays()
    {
        var first = sketch.Declare(Hidden, State);
        var outputs = new LoopSketch(Graph,
            Graph.Input(LoopSketch.Time, -1, LoopSketch.Depth)) { InitialState = first }.Build(CellSketches.Basic(Graph));
        Graph.Edit.AddOutput(outputs[0]);
        sketch.Assign(Hidden, outputs[1]);
        Stays("which the sequence is not known to have");
    }

    [Fact]
    public void A_memory_that_keeps_one_state_and_starts_the_other_anew_stays()
    {
        var zeros = Graph.Constant(State, new float[State.ElementCount]);
        var outputs = new LoopSketch(Graph, Sequence()) { States = [LoopSketch.Units, LoopSketch.Units],
            InitialStates = [sketch.Declare(Hidden, State), zeros] }.Build(CellSketches.Memory(Graph));
        Graph.Edit.AddOutput(outputs[0]);
        sketch.Assign(Hidden, outputs[1]);
        Stays("starts the other anew");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_layer_that_starts_anew_stays_a_loop_beside_one_that_keeps_its_state(bool isKeptFirst)
    {
        void StartAnew() => Graph.Edit.AddOutput(new LoopSketch(Graph, Sequence()).Build(CellSketches.Basic(Graph))[0]);

        if (!isKeptFirst)
        {
            StartAnew();
        }

        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        if (isKeptFirst)
        {
            StartAnew();
        }

        sketch.Run();
        Assert.Equal(isKeptFirst ? ["UNIDIRECTIONAL_SEQUENCE_RNN", "WHILE"] : ["WHILE", "UNIDIRECTIONAL_SEQUENCE_RNN"], sketch.Operators);
        Assert.Contains("could not be reset apart", RecurrenceSurvey.Of(sketch.Model).Single(note => note.Result == "WHILE").Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_starts_anew_stays_beside_a_layer_that_keeps_its_state()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        var cell = CellSketches.Basic(Graph);
        var first = Graph.Constant(State, new float[State.ElementCount]);
        Graph.Edit.AddOutput(CellSketches.Unpack(Graph, Sequence(), 0).Aggregate(first, (before, step) => cell(Graph, step, [before])[0]));
        sketch.Run();
        Assert.Single(sketch.Operators, name => name == "UNIDIRECTIONAL_SEQUENCE_RNN");
        Assert.Contains("TANH", sketch.Operators);
    }

    [Fact]
    public void A_state_beside_an_operator_that_is_reset_stays_in_its_resource()
    {
        Loop(out var outputs);
        sketch.Assign(Hidden, outputs[1]);
        var state = Graph.Edit.NewValue("state", ElementType.Float32, State);
        Graph.Edit.SetVariable(state, true);
        Graph.Edit.AddOutput(Graph.Emit(
            new Rnn(), Graph.Input(LoopSketch.Batch, LoopSketch.Depth), Graph.Weights(LoopSketch.Units, LoopSketch.Depth),
            Graph.Weights(LoopSketch.Units, LoopSketch.Units),
            Graph.Weights(LoopSketch.Units), state));
        sketch.Run();
        Assert.Contains("WHILE", sketch.Operators);
        Assert.Contains("are reset before each sequence", RecurrenceSurvey.Of(sketch.Model).Single(note => note.Result == "WHILE").Reason,
            StringComparison.Ordinal);
    }

    private Value Sequence() => Graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    private Value Loop(out Value[] outputs)
    {
        var first = sketch.Declare(Hidden, State);
        outputs = new LoopSketch(Graph, Sequence()) { InitialState = first }.Build(CellSketches.Basic(Graph));
        Graph.Edit.AddOutput(outputs[0]);
        return first;
    }

    private void Memory(out Value[] outputs)
    {
        Value[] first = [sketch.Declare(Hidden, State), sketch.Declare(Cell, State)];
        outputs = new LoopSketch(Graph, Sequence()) { States = [LoopSketch.Units, LoopSketch.Units],
            InitialStates = first }.Build(CellSketches.Memory(Graph));
        Graph.Edit.AddOutput(outputs[0]);
    }

    /// <summary>The loop stays between what reads and what assigns its states, and the report says why.</summary>
    private void Stays(string reason)
    {
        sketch.Run();
        Assert.Contains("WHILE", sketch.Operators);
        Assert.Contains("ASSIGN_VARIABLE", sketch.Operators);
        Assert.Contains(reason, Assert.Single(RecurrenceSurvey.Of(sketch.Model)).Reason, StringComparison.Ordinal);
    }
}
