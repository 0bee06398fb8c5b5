using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class FuseRecurrentLoopsTests
{
    private static readonly IReadOnlyList<IPass> File = [new FuseRecurrentLoops()];

    private static readonly IReadOnlyList<IPass> RunTime = [new FuseRecurrentLoops(RecurrenceTarget.RunTime)];

    private readonly SketchedGraph graph = new();

    private Value Sequence => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_loop_of_basic_cells_becomes_one_operator(bool writesBySlices, bool countsTwice)
    {
        var outputs =
            new LoopSketch(graph, Sequence) { WritesBySlices = writesBySlices, CountsTwice = countsTwice }.Build(CellSketches.Basic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(File, outputs[0]));
        Assert.Equal("loop:1", Assert.Single(graph.Edit.Graph.Outputs).Name);
    }

    [Fact]
    public void A_batch_of_any_size_stays_open()
    {
        var sequence = graph.Input(LoopSketch.Time, -1, LoopSketch.Depth);
        var batch =
            graph.Emit(new StridedSlice(), graph.Emit(new ShapeOf(), sequence), graph.Integers(1), graph.Integers(2), graph.Integers(1));
        var outputs = new LoopSketch(graph, sequence)
        {
            InitialState = Zeros(batch, graph.Integers(LoopSketch.Units)),
            InitialList = Zeros(graph.Integers(LoopSketch.Time), batch, graph.Integers(LoopSketch.Units)),
        }.Build(CellSketches.Basic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"],
            graph.Run([new InferShapes(), new FuseRecurrentLoops(), new RemoveUnreadNodes()], outputs[0]));
        Assert.Equal(new Shape(-1, LoopSketch.Units), graph.Edit.Graph.Nodes[0].Input(4).Shape);

        Value Zeros(params Value[] sizes)
        {
            var value = graph.Edit.NewValue("zeros", ElementType.Float32, Shape.Unknown);
            graph.Edit.AddNode("zeros", new Fill(), [graph.Emit(new Concatenation(0), sizes), graph.Number(0)], [value]);
            graph.Edit.SetType(value, ElementType.Float32,
                new Shape([.. sizes.Select(size => size.Constant?.Evaluate().Values<int>()[0] ?? -1)]));
            return value;
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_sequence_that_is_read_from_its_end_is_reversed(bool countsDown, bool writesBySlices)
    {
        var outputs = new LoopSketch(graph, Sequence) { ReadsFromEnd = true, CountsDown = countsDown,
            WritesBySlices = writesBySlices }.Build(CellSketches.Basic(graph));
        Assert.Equal(["REVERSE_V2", "UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(File, outputs[0]));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Outputs_that_are_written_from_the_end_are_reversed(bool countsDown, bool writesBySlices)
    {
        var loop = new LoopSketch(graph, Sequence) { ReadsFromEnd = true, WritesFromEnd = true, CountsDown = countsDown,
            WritesBySlices = writesBySlices };
        Assert.Equal(["REVERSE_V2", "UNIDIRECTIONAL_SEQUENCE_RNN", "REVERSE_V2"],
            graph.Run(File, loop.Build(CellSketches.Basic(graph))[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_end_of_a_sequence_of_any_length_is_its_length(bool countsDown)
    {
        var sequence = graph.Input(-1, LoopSketch.Batch, LoopSketch.Depth);
        var length = graph.Emit(new StridedSlice(ShrinkAxisMask: 1), graph.Emit(new ShapeOf(), sequence), graph.Integers(0),
            graph.Integers(1), graph.Integers(1));
        var loop = new LoopSketch(graph, sequence) { ReadsFromEnd = true, CountsDown = countsDown, Length = length };
        Assert.Equal(
            ["REVERSE_V2", "UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"],
            graph.Run([new InferShapes(), new FuseRecurrentLoops(), new RemoveUnreadNodes()], loop.Build(CellSketches.Basic(graph))[1]));
    }

    [Fact]
    public void The_last_hidden_state_is_the_last_step()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.Basic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], graph.Run(File, outputs[1]));
    }

    [Fact]
    public void A_list_of_the_last_step_is_taken_out_at_once()
    {
        var outputs = new LoopSketch(graph, Sequence) { KeepsLastStep = true }.Build(CellSketches.Basic(graph));
        var last = graph.Emit(new StridedSlice(BeginMask: 6, EndMask: 6, ShrinkAxisMask: 1), outputs[0], graph.Integers(-1, 0, 0),
            graph.Integers(0, 0, 0), graph.Integers(1, 1, 1));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], graph.Run(File, last));
    }

    [Fact]
    public void A_list_of_the_last_step_that_is_read_whole_keeps_its_axis()
    {
        var outputs = new LoopSketch(graph, Sequence) { KeepsLastStep = true }.Build(CellSketches.Basic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "STRIDED_SLICE"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void A_loop_of_long_short_term_memories_becomes_one_operator()
    {
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build(CellSketches.Memory(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void Peepholes_bounds_and_a_projection_are_operands()
    {
        var outputs = new LoopSketch(graph, Sequence) { States = [4, LoopSketch.Units] }.Build(CellSketches.PeepholeMemory(graph, 4));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(File, outputs[0]));
        var node = Assert.Single(graph.Edit.Graph.Nodes);
        Assert.Equal(new UnidirectionalSequenceLstm(FusedActivation.Tanh, 0.75f, 0.5f, TimeMajor: true), node.Operator);
        Assert.All([9, 10, 11, 16], index => Assert.NotNull(node.OptionalInput(index)));
    }

    [Fact]
    public void A_coupled_input_gate_is_absent()
    {
        var memory = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] };
        var (matrix, bias) =
            (graph.Weights(LoopSketch.Depth + LoopSketch.Units, 3 * LoopSketch.Units), graph.Weights(3 * LoopSketch.Units));
        var outputs = memory.Build((body, x, states) =>
        {
            var gates = CellSketches.Split(body, CellSketches.Linear(body, [x, states[0]], matrix, bias), 3);
            var forget = body.Emit(new Logistic(), gates[0]);
            var input = body.Emit(new Sub(), body.Number(1), forget);
            var cell =
                body.Emit(new Add(), body.Emit(new Mul(), forget, states[1]), body.Emit(new Mul(), body.Emit(new Tanh(), gates[1]), input));
            return [body.Emit(new Mul(), body.Emit(new Logistic(), gates[2]), body.Emit(new Tanh(), cell)), cell];
        });
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(File, outputs[0]));
        Assert.Null(graph.Edit.Graph.Nodes[0].Inputs[1]);
    }

    [Fact]
    public void A_stack_of_cells_in_one_loop_becomes_an_operator_each()
    {
        var (lower, upper) =
            (CellSketches.Basic(graph), (graph.Weights(2 * LoopSketch.Units, LoopSketch.Units), graph.Weights(LoopSketch.Units)));
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build((body, x, states) =>
        {
            var first = lower(body, x, [states[1]])[0];
            return [body.Emit(new Relu(), CellSketches.Linear(body, [first, states[0]], upper.Item1, upper.Item2)), first];
        });
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN", "UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void Gated_units_stay_a_loop_in_files()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.GatedAfter(graph));
        Assert.Equal(["WHILE"], graph.Run(File, outputs[0]));
        var model = new Model();
        model.Subgraphs.Add(graph.Edit.Graph);
        Assert.Equal("loop", Assert.Single(RecurrenceSurvey.Of(model)).Node);
        Assert.Contains("gated recurrent units", RecurrenceSurvey.Of(model)[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Gated_units_with_the_reset_gate_behind_the_product_run_as_one_operator()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.GatedAfter(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU"], graph.Run(RunTime, outputs[0]));
        Assert.True(Assert.IsType<UnidirectionalSequenceGru>(graph.Edit.Graph.Nodes[0].Operator).ResetAfter);
    }

    [Fact]
    public void Gated_units_of_quantized_weights_keep_their_codes()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.GatedAfter(graph, isHybrid: true));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU"], graph.Run(RunTime, outputs[0]));
        var node = graph.Edit.Graph.Nodes[0];
        Assert.True(((UnidirectionalSequenceGru)node.Operator).AsymmetricQuantizeInputs);
        Assert.Equal(ElementType.Int8, node.Input(1).ElementType);
        Assert.Equal(3 * LoopSketch.Units, node.Input(2).Quantization!.Scales.Length);
    }

    [Fact]
    public void Memories_of_quantized_weights_keep_their_codes()
    {
        var outputs =
            new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build(CellSketches.QuantizedMemory(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(RunTime, outputs[0]));
        var node = graph.Edit.Graph.Nodes[0];
        Assert.True(((UnidirectionalSequenceLstm)node.Operator).AsymmetricQuantizeInputs);
        Assert.All(Enumerable.Range(1, 8), index => Assert.Equal(ElementType.Int8, node.Input(index).ElementType));
        Assert.All(Enumerable.Range(1, 8), index => Assert.Equal(LoopSketch.Units, node.Input(index).Quantization!.Scales.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Basic_cells_of_quantized_weights_keep_their_codes(bool isInputFloat)
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.QuantizedBasic(graph, isInputFloat));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(RunTime, outputs[0]));
        var node = graph.Edit.Graph.Nodes[0];
        Assert.True(((UnidirectionalSequenceRnn)node.Operator).AsymmetricQuantizeInputs);
        Assert.Equal(isInputFloat ? ElementType.Float32 : ElementType.Int8, node.Input(1).ElementType);
        Assert.Equal(ElementType.Int8, node.Input(2).ElementType);
    }

    [Fact]
    public void Cells_of_bytes_that_multiply_step_and_state_in_one_row_run_as_one_operator()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.QuantizedJoinedBasic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(RunTime, outputs[0]));
        var node = graph.Edit.Graph.Nodes[0];
        Assert.True(((RunTimeSequenceRnn)node.Operator).JoinedInputs);
        Assert.Equal(new Shape(LoopSketch.Units, LoopSketch.Depth + LoopSketch.Units), node.Input(1).Shape);
        Assert.Null(node.OptionalInput(2));
    }

    [Fact]
    public void Gated_units_with_joined_inputs_run_as_one_operator()
    {
        var outputs = new LoopSketch(graph, Sequence).Build(CellSketches.GatedBefore(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU"], graph.Run(RunTime, outputs[0]));
        Assert.True(Assert.IsType<UnidirectionalSequenceGru>(graph.Edit.Graph.Nodes[0].Operator).JoinedInputs);
    }

    [Fact]
    public void At_run_time_a_loop_of_memories_may_start_from_anything()
    {
        var initial = graph.Input(LoopSketch.Batch, LoopSketch.Units);
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units],
            InitialState = initial }.Build(CellSketches.Memory(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(RunTime, outputs[0]));
    }

    [Fact]
    public void At_run_time_the_operator_gives_the_last_cell_state()
    {
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build(CellSketches.Memory(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_LSTM"], graph.Run(RunTime, outputs[0], outputs[2]));
        Assert.Equal(3, graph.Edit.Graph.Nodes[0].Outputs.Count);
    }

    [Fact]
    public void At_run_time_a_loop_may_start_from_anything()
    {
        var initial = graph.Input(LoopSketch.Batch, LoopSketch.Units);
        var outputs = new LoopSketch(graph, Sequence) { InitialState = initial }.Build(CellSketches.Basic(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"], graph.Run(RunTime, outputs[0]));
        Assert.Same(initial, graph.Edit.Graph.Nodes[0].Inputs[4]);
    }
}
