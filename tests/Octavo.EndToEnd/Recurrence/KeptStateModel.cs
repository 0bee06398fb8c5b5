using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Cells, one above the other, that read their states from variables in front of the first step and assign them behind the last one. Input
/// and output are [time, batch, ...], or [batch, ...] where there is one step, or [batch, 1, ...].
/// </summary>
/// <param name="ReturnsFirstState">Whether the first state, as it was read, is added to the output of a single step.</param>
internal sealed record KeptStateModel(
    IReadOnlyList<WrittenCell> Cells, int Batch, int Steps, KeptStateForm Form, WeightStorage Storage, bool ReturnsFirstState = false)
{
    private readonly GraphDef graph = WrittenModel.NewGraph();
    private readonly WrittenWeights weights = new(Storage, "layers");

    /// <summary>Sizes of the input.</summary>
    public int[] InputSizes => Form switch
    {
        KeptStateForm.Step => [Batch, Cells[0].Depth],
        KeptStateForm.ShortSequence => [Batch, 1, Cells[0].Depth],
        _ => [Steps, Batch, Cells[0].Depth],
    };

    private NodeScope Main => new(graph.Node, false);

    public WrittenModel Write()
    {
        var input = Main.Add("Placeholder", "x", [("shape", NodeScope.ShapeOf(InputSizes))]);
        for (var layer = 0; layer < Cells.Count; layer++)
        {
            weights.Declare(Main, Cells[layer].Weights.ToDictionary(weight => $"layer{layer}/{weight.Key}", weight => weight.Value));
            weights.Declare(Main,
                Enumerable.Range(0, Cells[layer].StateCount)
                .ToDictionary(state => State(layer, state), state => Zeros(Cells[layer].StateWidth(state))));
        }

        var outside = new LoopScope(Main, (outer, _) => outer);
        string[] first = [.. Names().Select(name => weights.Read(outside, name))];
        var (output, last) = Form is KeptStateForm.Frames or KeptStateForm.Functions ? Loop(input, first)
            : Form == KeptStateForm.Unrolled ? Unroll(input, first)
            : Step(input, first);
        string[] assigned = [.. Names().Zip(last).Select(pair => weights.Assign(Main, pair.First, pair.Second))];
        return new WrittenModel(graph, [("x", DataType.DtFloat, InputSizes)], Main.Add("Identity", "output", [output, .. assigned]),
            weights);
    }

    private Tensor Zeros(int width) => Tensor.From(new Shape(Batch, width), new float[Batch * width]);

    private static string State(int layer, int state) => $"layer{layer}/state{state}";

    private IEnumerable<string> Names() =>
        Cells.SelectMany((cell, layer) => Enumerable.Range(0, cell.StateCount).Select(state => State(layer, state)));

    /// <summary>One step of all layers.</summary>
    /// <returns>The next states of all of them; the first of the last layer is the output.</returns>
    private (string Output, string[] States) Emit(LoopScope scope, string prefix, string input, string[] states)
    {
        var next = new List<string>();
        for (var (layer, first) = (0, 0); layer < Cells.Count; first += Cells[layer++].StateCount)
        {
            var number = layer;
            var updated = Cells[layer].Emit(
                scope.Nodes.Inside($"{prefix}layer{layer}/"), name => weights.Read(scope, $"layer{number}/{name}"), input,
                states[first..(first + Cells[layer].StateCount)]);
            next.AddRange(updated);
            input = updated[0];
        }

        return (input, [.. next]);
    }

    private (string Output, string[] Last) Step(string input, string[] first)
    {
        var rows = Form == KeptStateForm.Step ? input : Main.Add("Squeeze", "rows", [("squeeze_dims", new[] { 1 })], input);
        var (output, states) = Emit(new LoopScope(Main, (outer, _) => outer), "", rows, first);
        output = ReturnsFirstState ? Main.Add("AddV2", "with_first_state", output, first[0]) : output;
        return (Form == KeptStateForm.Step ? output : Main.Add("ExpandDims", "sequence", output, Main.Integer("sequence/dim", 1)), states);
    }

    private (string Output, string[] Last) Unroll(string input, string[] states)
    {
        var outputs = new List<string>();
        foreach (var (step, index) in Main.Outputs("Unpack", "unstack", Steps, [("num", Steps)], input)
            .Select((step, index) => (step, index)))
        {
            (var output, states) = Emit(new LoopScope(Main, (outer, _) => outer), $"step{index}/", step, states);
            outputs.Add(output);
        }

        return (Main.Add("Pack", "stack", [("N", Steps)], [.. outputs]), states);
    }

    private (string Output, string[] Last) Loop(string input, string[] first)
    {
        ILoopForm form = Form == KeptStateForm.Functions ? new FunctionForm(graph.Library) : new FrameForm();
        var nodes = Main.Inside("rnn/");
        var steps = nodes.Size("time", input, 0);
        var outputs = form.Reserve(nodes, steps, Batch, Cells[^1].Units);
        var reads = form.Unstack(nodes, input, steps, Batch, Cells[0].Depth);
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs),
                .. first.Select(state => new LoopValue(state, DataType.DtFloat))],
            (scope, values) => scope.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], scope.Int32(steps)),
            (scope, values) =>
            {
                var (output, states) = Emit(scope, "", form.Read(scope, reads, values[0], Batch, Cells[0].Depth), values[2..]);
                var written = form.Write(scope, outputs, values[1], values[0], output);
                return [scope.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], scope.Nodes.Integer("add_time/y", 1)),
                    written, .. states];
            });
        return (form.Stack(nodes, outputs, last[1], steps, Batch, Cells[^1].Units), last[2..]);
    }
}
