using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Loops that compute more of each step than recurrent layers do.</summary>
public sealed class FuseRecurrentLoopsOfStepsTests
{
    private const string Layer = "UNIDIRECTIONAL_SEQUENCE_RNN";

    private static readonly IReadOnlyList<IPass> File = [new FuseRecurrentLoops()];

    private readonly SketchedGraph graph = new();

    private Value Sequence => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    /// <summary>A sequence as deep as a layer has units.</summary>
    private Value Wide => field ??= graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Units);

    [Fact]
    public void A_residual_outside_of_the_state_is_one_sum_of_sequences()
    {
        var outputs = new LoopSketch(graph, Wide) { Written = (body, x, next) => body.Emit(new Add(), next[0], x) }.Build(WideCell());
        Assert.Equal([Layer, "ADD"], graph.Run(File, outputs[0]));
        Assert.Same(Wide, graph.Edit.Graph.Nodes[1].Inputs[1]);
    }

    [Fact]
    public void At_run_time_gated_units_may_have_a_residual()
    {
        var matrix = graph.Weights(LoopSketch.Units, LoopSketch.Depth);
        var outputs = new LoopSketch(graph,
            Sequence) { Written = (body, x, next) => body.Emit(new Add(), next[0], body.Emit(new FullyConnected(), x, matrix, null)) }
            .Build(CellSketches.GatedAfter(graph));
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_GRU", "FULLY_CONNECTED", "ADD"],
            graph.Run([new FuseRecurrentLoops(RecurrenceTarget.RunTime)], outputs[0]));
    }

    [Fact]
    public void A_layer_may_read_the_residual_sum_of_the_layer_before()
    {
        var (lower, upper) = (WideCell(), WideCell());
        var outputs = new LoopSketch(graph, Wide) { States = [LoopSketch.Units, LoopSketch.Units] }.Build((body, x, states) =>
        {
            var first = lower(body, x, [states[1]])[0];
            return [upper(body, body.Emit(new Add(), first, x), [states[0]])[0], first];
        });
        Assert.Equal([Layer, "ADD", Layer], graph.Run(File, outputs[0]));
    }

    [Theory]
    [InlineData(RecurrenceTarget.File, "UNIDIRECTIONAL_SEQUENCE_RNN", "UNIDIRECTIONAL_SEQUENCE_RNN")]
    [InlineData(RecurrenceTarget.RunTime, "UNIDIRECTIONAL_SEQUENCE_RNN", "UNIDIRECTIONAL_SEQUENCE_GRU")]
    public void A_layer_may_read_the_step_beside_the_output_of_the_layer_before(object declaredTarget, string first, string second)
    {
        var target = (RecurrenceTarget)declaredTarget;
        const int Wide = LoopSketch.Depth + (2 * LoopSketch.Units);
        var (lower, matrix, bias) = (CellSketches.Basic(graph), graph.Weights(Wide, LoopSketch.Units), graph.Weights(LoopSketch.Units));
        var (gates, gateBias) = (graph.Weights(Wide, 2 * LoopSketch.Units), graph.Weights(2 * LoopSketch.Units));
        var outputs = new LoopSketch(graph, Sequence) { States = [LoopSketch.Units, LoopSketch.Units] }.Build((body, x, states) =>
        {
            var hidden = lower(body, x, [states[1]])[0];
            var read = body.Emit(new Concatenation(1), x, hidden);
            if (target == RecurrenceTarget.File)
            {
                return [body.Emit(new Tanh(), CellSketches.Linear(body, [read, states[0]], matrix, bias)), hidden];
            }

            var parts =
                CellSketches.Split(body, body.Emit(new Logistic(), CellSketches.Linear(body, [read, states[0]], gates, gateBias)), 2);
            var candidate =
                body.Emit(new Tanh(), CellSketches.Linear(body, [read, body.Emit(new Mul(), parts[0], states[0])], matrix, bias));
            return
            [
                body.Emit(new Add(), body.Emit(new Mul(), parts[1], states[0]),
                    body.Emit(new Mul(), body.Emit(new Sub(), body.Number(1), parts[1]), candidate)),
                hidden,
            ];
        });
        Assert.Equal([first, "CONCATENATION", second], graph.Run([new FuseRecurrentLoops(target)], outputs[0]));
    }

    [Fact]
    public void A_layer_may_read_a_product_of_the_step()
    {
        var (matrix, bias, cell) = (graph.Weights(LoopSketch.Depth, LoopSketch.Units), graph.Weights(LoopSketch.Units), WideCell());
        var outputs = new LoopSketch(graph, Sequence).Build((body, x, states) =>
            cell(body, body.Emit(new Relu(), body.Emit(new Add(), body.Emit(new BatchMatMul(), x, matrix), bias)), states));
        Assert.Equal(["BATCH_MATMUL", "ADD", "RELU", Layer], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void A_layer_may_read_columns_of_the_step()
    {
        var cell = WideCell();
        var sequence = graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Units + 2);
        var outputs = new LoopSketch(graph, sequence).Build((body, x, states) =>
            cell(body, body.Emit(new Slice(), x, body.Integers(0, 2), body.Integers(-1, LoopSketch.Units)), states));
        Assert.Equal(["SLICE", Layer], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void A_product_of_outputs_is_one_of_all_steps()
    {
        var (matrix, bias) = (graph.Weights(2, LoopSketch.Units), graph.Weights(2));
        var outputs = new LoopSketch(graph, Sequence)
        {
            Width = 2,
            Written = (body, _, next) => body.Emit(new Softmax(1), body.Emit(new FullyConnected(), next[0], matrix, bias)),
        }.Build(CellSketches.Basic(graph));
        Assert.Equal([Layer, "FULLY_CONNECTED", "SOFTMAX"], graph.Run(File, outputs[0]));
        Assert.Equal(new Shape(LoopSketch.Time, LoopSketch.Batch, 2), graph.Edit.Graph.Outputs[0].Shape);
    }

    [Fact]
    public void Step_and_output_side_by_side_are_sequences_side_by_side()
    {
        var outputs = new LoopSketch(graph, Sequence)
        {
            Width = LoopSketch.Depth + LoopSketch.Units,
            Written = (body, x, next) => body.Emit(new Concatenation(1), x, next[0]),
        }.Build(CellSketches.Basic(graph));
        Assert.Equal([Layer, "CONCATENATION"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void A_gate_between_step_and_output_is_computed_of_sequences()
    {
        var matrix = graph.Weights(LoopSketch.Units, LoopSketch.Units);
        var outputs = new LoopSketch(graph, Wide)
        {
            Written = (body, x, next) =>
            {
                var carry = body.Emit(new Logistic(), body.Emit(new BatchMatMul(), x, matrix));
                return body.Emit(new Add(), body.Emit(new Mul(), carry, x),
                    body.Emit(new Mul(), body.Emit(new Sub(), body.Number(1), carry), next[0]));
            },
        }.Build(WideCell());
        Assert.Equal([Layer, "BATCH_MATMUL", "LOGISTIC", "MUL", "SUB", "MUL", "ADD"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void Rows_that_are_normalized_step_by_step_are_normalized_at_once()
    {
        var outputs = new LoopSketch(graph, Sequence)
        {
            Written = (body, _, next) =>
            {
                var axis = body.Edit.AddConstant("axis", Tensor.From(new Shape(1), [1]));
                var centered = body.Emit(new Sub(), next[0], body.Emit(new Mean(true), next[0], axis));
                return body.Emit(new Div(), centered,
                    body.Emit(new Add(), body.Emit(new Mean(true), body.Emit(new Square(), centered), axis), body.Number(1)));
            },
        }.Build(CellSketches.Basic(graph));
        Assert.Equal([Layer, "MEAN", "SUB", "SQUARE", "MEAN", "ADD", "DIV"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void Parts_of_a_row_are_parts_of_all_rows()
    {
        var outputs = new LoopSketch(graph, Sequence)
        {
            Width = LoopSketch.Units / 2,
            Written = (body, _, next) =>
            {
                var parts = CellSketches.Split(body, next[0], 2);
                return body.Emit(new Maximum(), parts[0], parts[1]);
            },
        }.Build(CellSketches.Basic(graph));
        Assert.Equal([Layer, "SPLIT", "MAXIMUM"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void What_is_the_same_in_all_steps_is_computed_once()
    {
        var factors = graph.Input(LoopSketch.Units);
        var loop = new LoopSketch(graph, Sequence)
        {
            Length = graph.Edit.AddConstant("length", Tensor.Scalar(LoopSketch.Time)),
            Captured = [factors],
            Written = (body, _, next) => body.Emit(new Mul(), next[0], body.Emit(new Exp(), body.Edit.Graph.Inputs[^1])),
        };
        Assert.Equal([Layer, "EXP", "MUL"], graph.Run(File, loop.Build(CellSketches.Basic(graph))[0]));
    }

    [Fact]
    public void Of_a_list_of_the_last_step_only_that_step_is_computed()
    {
        var outputs = new LoopSketch(graph, Wide) { KeepsLastStep = true,
            Written = (body, x, next) => body.Emit(new Add(), next[0], x) }.Build(WideCell());
        var last = graph.Emit(new StridedSlice(BeginMask: 6, EndMask: 6, ShrinkAxisMask: 1), outputs[0], graph.Integers(-1, 0, 0),
            graph.Integers(0, 0, 0), graph.Integers(1, 1, 1));
        Assert.Equal([Layer, "STRIDED_SLICE", "STRIDED_SLICE", "ADD"], graph.Run(File, last));
        Assert.Equal(new Shape(LoopSketch.Batch, LoopSketch.Units), graph.Edit.Graph.Outputs[0].Shape);
    }

    [Fact]
    public void A_list_of_the_last_step_that_is_read_whole_gets_its_axis_back()
    {
        var outputs = new LoopSketch(graph, Wide) { KeepsLastStep = true,
            Written = (body, x, next) => body.Emit(new Add(), next[0], x) }.Build(WideCell());
        Assert.Equal([Layer, "STRIDED_SLICE", "STRIDED_SLICE", "ADD", "EXPAND_DIMS"], graph.Run(File, outputs[0]));
    }

    [Fact]
    public void A_batch_of_any_size_stays_open()
    {
        var sequence = graph.Input(LoopSketch.Time, -1, LoopSketch.Units);
        var batch =
            graph.Emit(new StridedSlice(), graph.Emit(new ShapeOf(), sequence), graph.Integers(1), graph.Integers(2), graph.Integers(1));
        var loop = new LoopSketch(graph, sequence)
        {
            InitialState = Zeros(graph, batch, graph.Integers(LoopSketch.Units)),
            InitialList = Zeros(graph, graph.Integers(LoopSketch.Time), batch, graph.Integers(LoopSketch.Units)),
            Written = (body, x, next) => body.Emit(new Add(), next[0], x),
        };
        Assert.Equal([Layer, "ADD"],
            graph.Run([new InferShapes(), new FuseRecurrentLoops(), new RemoveUnreadNodes()], loop.Build(WideCell())[0]));
        Assert.Equal(new Shape(LoopSketch.Time, -1, LoopSketch.Units), graph.Edit.Graph.Outputs[0].Shape);
    }

    private static Value Zeros(SketchedGraph graph, params Value[] sizes)
    {
        var value = graph.Edit.NewValue("zeros", ElementType.Float32, Shape.Unknown);
        graph.Edit.AddNode("zeros", new Fill(), [graph.Emit(new Concatenation(0), sizes), graph.Number(0)], [value]);
        graph.Edit.SetType(value, ElementType.Float32,
            new Shape([.. sizes.Select(size => size.Constant?.Evaluate().Values<int>()[0] ?? -1)]));
        return value;
    }

    /// <summary>tanh([x, h] W + b) for an x as wide as h.</summary>
    private Func<SketchedGraph, Value, Value[], Value[]> WideCell() => CellSketches.Basic(graph, LoopSketch.Units);
}
