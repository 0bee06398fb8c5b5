using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1's <c>dynamic_rnn</c> over one layer; its output is the sequence of outputs.</summary>
/// <param name="Batch">-1 where it is only known when the model runs.</param>
/// <param name="IsTimeMajor">Whether input and output are [time, batch, ...] rather than [batch, time, ...].</param>
/// <param name="HasLengths">Whether the length of each sequence is an input.</param>
/// <param name="ReadsFromEnd">Whether the first step reads the end of the sequence.</param>
/// <param name="WritesFromEnd">Whether the first step writes the end of the outputs.</param>
/// <param name="CountsDown">Whether the loop counts from the number of steps, less 1, to 0.</param>
/// <param name="NamesOutput">Whether a frozen graph's output is named, rather than being what no node reads.</param>
/// <param name="UsesFunctions">Loops as functions, which TensorFlow 1 calls <c>control_flow_v2</c>, rather than frames.</param>
internal sealed record DynamicRnnModel(
    WrittenCell Cell, int Batch, int Steps, bool IsTimeMajor = false, bool HasLengths = false, InitialState Initial = InitialState.Zeros,
    CellWrapper Wrapper = CellWrapper.None, WeightStorage Storage = WeightStorage.Frozen, bool UsesFunctions = false,
    bool ReadsFromEnd = false, bool WritesFromEnd = false, bool CountsDown = false, bool NamesOutput = true)
{
    private const string Input = "x";

    private const float FirstState = 0.25f;

    private readonly GraphDef graph = WrittenModel.NewGraph();
    private readonly WrittenWeights weights = new(Storage, "rnn/cell");
    private readonly List<(string Name, DataType Type, int[] Shape)> inputs = [];

    /// <summary>The first value of each state's elements, where it is a constant.</summary>
    public static double Constant => FirstState;

    private NodeScope Main => new(graph.Node, false);

    public WrittenModel Write()
    {
        ILoopForm form = UsesFunctions ? new FunctionForm(graph.Library) : new FrameForm();
        var nodes = Main.Inside("rnn/");
        var sequence = Placeholder(Input, DataType.DtFloat, IsTimeMajor ? [Steps, Batch, Cell.Depth] : [Batch, Steps, Cell.Depth]);
        sequence = IsTimeMajor ? sequence : SwapAxes(nodes, "transpose", sequence, "");
        var lengths = HasLengths
            ? nodes.Add("Identity", "sequence_length", [("T", DataType.DtInt32)], Placeholder("lengths", DataType.DtInt32, [Batch])) : null;
        var batch = Batch < 0
            ? nodes.Add("ExpandDims", "ExpandDims", [("T", DataType.DtInt32)], nodes.Size("batch", sequence, 1),
                nodes.Integer("ExpandDims/dim", 0)) : nodes.Integers("Const", Batch);
        var states = Enumerable.Range(0, Cell.StateCount).Select(state => FirstOf(nodes, state, batch)).ToArray();
        weights.Declare(Main, Cell.Weights);

        var steps = nodes.Size("time", sequence, 0);
        var outputs = form.Reserve(nodes, steps, Batch, Cell.Units);
        var reads = form.Unstack(nodes, sequence, steps, Batch, Cell.Depth);
        var zeros = lengths is null ? null : Zeros(nodes, "zero_output", batch);
        var atMost = lengths is null ? steps : nodes.Add("Max", "Max", [("T", DataType.DtInt32)], lengths, nodes.Integers("Max/axis", 0));
        var least = nodes.Add("Maximum", "Maximum", [("T", DataType.DtInt32)], nodes.Integer("Maximum/x", 1), atMost);
        var bound = nodes.Add("Minimum", "Minimum", [("T", DataType.DtInt32)], steps, least);
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(CountsDown ? Difference(nodes, "last", steps, nodes.Integer("last/y", 1)) : nodes.Integer("time", 0),
                DataType.DtInt32), form.Carried(outputs), .. states.Select(state => new LoopValue(state, DataType.DtFloat))],
            (scope, values) => CountsDown
                ? scope.Nodes.Add("GreaterEqual", "GreaterEqual_bound", [("T", DataType.DtInt32)], values[0],
                    scope.Nodes.Integer("GreaterEqual_bound/y", 0))
                : scope.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], scope.Int32(bound)),
            (scope, values) => Step(form, scope, values, steps, reads, outputs, lengths, zeros));
        var stacked = form.Stack(nodes, outputs, last[1], steps, Batch, Cell.Units);
        var output = Main.Add("Identity", "output", IsTimeMajor ? stacked : SwapAxes(nodes, "transpose_1", stacked, "_1"));
        return new WrittenModel(graph, inputs, output, Storage == WeightStorage.Frozen ? null : weights, NamesOutput);
    }

    private string[] Step(ILoopForm form, LoopScope scope, string[] values, string steps, StepArray reads, StepArray outputs,
        string? lengths, string? zeros)
    {
        var nodes = scope.Nodes;
        var input = form.Read(scope, reads, Place(scope, "read", values[0], steps, ReadsFromEnd), Batch, Cell.Depth);
        var next = Cell.Emit(nodes, name => weights.Read(scope, name), input, values[2..]);
        var output = Wrapper switch
        {
            CellWrapper.Residual => nodes.Add("AddV2", "add_residual", input, next[0]),
            CellWrapper.Dropout or CellWrapper.DropoutByRate => Dropout(scope, next[0]),
            _ => next[0],
        };
        if (lengths is not null)
        {
            var isOver = nodes.Add("GreaterEqual", "GreaterEqual", [("T", DataType.DtInt32)], values[0], scope.Int32(lengths));
            output = nodes.Add("Select", "Select", isOver, scope.Float(zeros!), output);
            next = [.. next.Select((state, index) => nodes.Add("Select", $"Select_{index + 1}", isOver, values[2 + index], state))];
        }

        var written = form.Write(scope, outputs, values[1], Place(scope, "write", values[0], steps, WritesFromEnd), output);
        return [nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], nodes.Integer("add_time/y", CountsDown ? -1 : 1)),
            written, .. next];
    }

    private string Place(LoopScope scope, string name, string counter, string steps, bool isFromEnd)
    {
        var nodes = scope.Nodes;
        return isFromEnd == CountsDown
            ? counter
            : Difference(nodes, $"{name}_place", Difference(nodes, $"{name}_last", scope.Int32(steps), nodes.Integer($"{name}_last/y", 1)),
                counter);
    }

    private static string Difference(NodeScope nodes, string name, string from, string number) =>
        nodes.Add("Sub", name, [("T", DataType.DtInt32)], from, number);

    /// <summary>x / p * mask, with u from [0, 1) and p = 1.</summary>
    private string Dropout(LoopScope scope, string output)
    {
        var keep = Main.Add("PlaceholderWithDefault", "keep_prob", [("shape", NodeScope.ShapeOf())],
            Main.Constant("keep_prob/input", Tensor.Scalar(1f)));
        var nodes = scope.Nodes.Inside("dropout/");
        var kept = scope.Float(keep);
        var random = nodes.Add("RandomUniform", "random_uniform/RandomUniform", [("T", DataType.DtInt32), ("seed", 7), ("seed2", 11)],
            nodes.Add("Shape", "Shape", output));
        var (least, largest) =
            (nodes.Constant("random_uniform/min", Tensor.Scalar(0f)), nodes.Constant("random_uniform/max", Tensor.Scalar(1f)));
        random = nodes.Add("Mul", "random_uniform/mul", random, nodes.Add("Sub", "random_uniform/sub", largest, least));
        random = nodes.Add("AddV2", "random_uniform", random, least);
        if (Wrapper == CellWrapper.Dropout)
        {
            return nodes.Add("Mul", "mul", nodes.Add("RealDiv", "div", output, kept),
                nodes.Add("Floor", "Floor", nodes.Add("AddV2", "add", kept, random)));
        }

        var one = nodes.Constant("sub/x", Tensor.Scalar(1f));
        var rate = nodes.Add("Sub", "rate", one, kept);
        var scaled = nodes.Add("Mul", "mul", output, nodes.Add("RealDiv", "truediv", one, nodes.Add("Sub", "sub", one, rate)));
        return nodes.Add("Mul", "mul_1", scaled,
            nodes.Add("Cast", "Cast", [("SrcT", DataType.DtBool)], nodes.Add("GreaterEqual", "GreaterEqual", random, rate)));
    }

    private string FirstOf(NodeScope nodes, int state, string batch) => Initial switch
    {
        InitialState.Zeros => Zeros(nodes, $"CellZeroState/{state}", batch),
        InitialState.Constant =>
            Main.Constant($"state_{state}",
                Tensor.From(new Shape(Batch, Cell.Units), [.. Enumerable.Repeat(FirstState, Batch * Cell.Units)])),
        _ => Placeholder($"state_{state}", DataType.DtFloat, [Batch, Cell.Units]),
    };

    private string Zeros(NodeScope nodes, string name, string batch)
    {
        var sizes = nodes.Add(
            "ConcatV2", $"{name}/concat", [("T", DataType.DtInt32), ("N", 2)], batch, nodes.Integers($"{name}/Const", Cell.Units),
            nodes.Integer($"{name}/concat/axis", 0));
        return nodes.Add("Fill", $"{name}/zeros", sizes, nodes.Constant($"{name}/zeros/Const", Tensor.Scalar(0f)));
    }

    /// <summary>[1, 0] and the axes from 2 to the rank, as <c>dynamic_rnn</c> computes them.</summary>
    private static string SwapAxes(NodeScope nodes, string name, string value, string suffix)
    {
        var rest = nodes.Add(
            "Range", $"range{suffix}", nodes.Integer($"range{suffix}/start", 2), nodes.Integer($"Rank{suffix}", 3),
            nodes.Integer($"range{suffix}/delta", 1));
        var order = nodes.Add(
            "ConcatV2", $"concat{suffix}", [("T", DataType.DtInt32), ("N", 2)], nodes.Integers($"concat{suffix}/values_0", 1, 0), rest,
            nodes.Integer($"concat{suffix}/axis", 0));
        return nodes.Add("Transpose", name, value, order);
    }

    private string Placeholder(string name, DataType type, int[] shape)
    {
        inputs.Add((name, type, shape));
        return Main.Add("Placeholder", name, [("dtype", type), ("shape", NodeScope.ShapeOf(shape))]);
    }
}
