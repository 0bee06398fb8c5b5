using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>A recurrent layer of Keras as a part of a model, beside its definition.</summary>
/// <param name="Name">Of the layer, before the names of its weights.</param>
/// <param name="ReturnsSequences">Whether the output is that of all steps rather than of the last.</param>
/// <param name="GoesBackwards">Whether the sequence is read from its end on.</param>
/// <param name="Unrolls">Whether all steps are written one after the other; their number must be known.</param>
/// <param name="Implements">
/// What the layer's own function says that it implements, as Keras 2 writes it; null for a layer without one.
/// </param>
internal sealed record KerasLayer(
    string Name, WrittenCell Cell, bool ReturnsSequences = true, bool GoesBackwards = false, bool Unrolls = false,
    string? Implements = null)
{
    /// <summary>Writes the layer.</summary>
    /// <param name="input">[batch, time, depth].</param>
    /// <param name="steps">How many steps there are; -1 where that is only known when the model runs.</param>
    /// <param name="first">What the states start from; null for zeros.</param>
    /// <param name="mask">Booleans [batch, time], false for steps at which states and output stay what they are; null for none.</param>
    /// <returns>The output, and the last states.</returns>
    public (string Output, string[] States) Emit(LayerScope layers, string input, int steps, string[]? first = null, string? mask = null)
    {
        var scope = layers.Inside($"{Name}/");
        var states = first
            ?? [.. Enumerable.Range(0, Cell.StateCount).Select(state => scope.Zeros($"zeros_{state}", input, Cell.StateWidth(state)))];
        return Implements is null ? Layer(scope, input, steps, states, mask) : Call(scope, input, steps, states);
    }

    /// <summary>The outputs of one sequence, in the order in which they are computed, and the last states.</summary>
    /// <param name="mask">Which steps count; null for all.</param>
    public (double[][] Outputs, double[][] States) Outputs(double[][] sequence, double[][]? first = null, bool[]? mask = null)
    {
        var states = first ?? [.. Enumerable.Range(0, Cell.StateCount).Select(state => new double[Cell.StateWidth(state)])];
        var outputs = new List<double[]>();
        var steps = Enumerable.Range(0, sequence.Length);
        foreach (var step in GoesBackwards ? steps.Reverse() : steps)
        {
            var counts = mask is null || mask[step];
            states = counts ? Cell.Step(sequence[step], states) : states;
            outputs.Add(counts ? states[0] : outputs.Count == 0 ? new double[Cell.Units] : outputs[^1]);
        }

        return (ReturnsSequences ? [.. outputs] : [outputs[^1]], states);
    }

    private (string Output, string[] States) Layer(LayerScope scope, string input, int steps, string[] states, string? mask)
    {
        var sequence = scope.SwapTime("transpose", input);
        var masks = mask is null ? null : new LayerMask(scope, mask, GoesBackwards, Cell.Units);
        return Unrolls ? Unroll(scope, sequence, steps, states, masks) : Loop(scope, sequence, states, masks, input);
    }

    /// <summary>
    /// Keras 2: the layer is a function of input, states and weights, which gives last output, all outputs, states, and what it is computed
    /// on.
    /// </summary>
    private (string Output, string[] States) Call(LayerScope scope, string input, int steps, string[] states)
    {
        string[] weights = [.. Cell.Weights.Keys];
        string[] given = [input, .. states, .. weights.Select(weight => scope.Weight($"{Name}/{weight}"))];
        var results = ((FunctionForm)scope.Form).Call(scope.Nodes, "PartitionedCall", given.Length, 3 + states.Length, (nodes, arguments) =>
        {
            string Read(LoopScope loop, string name) =>
                loop.Float(arguments[1 + states.Length + Array.IndexOf(weights, name[(Name.Length + 1)..])]);
            var (output, last) =
                Layer(new LayerScope(nodes, scope.Form, Read), arguments[0], steps, arguments[1..(1 + states.Length)], null);
            return [last[0], output, .. last, nodes.Constant("runtime", Tensors.Tensor.Scalar(1f))];
        }, Implements!, given);
        return (results[1], results[2..^1]);
    }

    private (string Output, string[] States) Unroll(LayerScope scope, string sequence, int steps, string[] states, LayerMask? masks)
    {
        var nodes = scope.Nodes;
        var inputs = nodes.Outputs("Unpack", "unstack", steps, [("num", steps)], sequence);
        var outputs = new List<string>();
        foreach (var (input, index) in (GoesBackwards ? inputs.Reverse() : inputs).Select((input, index) => (input, index)))
        {
            var next = Cell.Emit(nodes.Inside($"step_{index}/"), name => scope.Weight($"{Name}/{name}"), input, states);
            (var output, states) = masks?.Choose(nodes.Inside($"step_{index}/"), masks.At(steps, index), next, states,
                outputs.LastOrDefault()) ?? (next[0], next);
            outputs.Add(output);
        }

        var stacked = nodes.Add("Pack", "stack", [("N", steps)], [.. outputs]);
        return (ReturnsSequences ? scope.SwapTime("transpose_1", stacked) : outputs[^1], states);
    }

    private (string Output, string[] States) Loop(LayerScope scope, string sequence, string[] states, LayerMask? masks, string input)
    {
        var (nodes, form) = (scope.Nodes, scope.Form);
        var steps = nodes.Size("steps", sequence, 0);
        sequence = GoesBackwards ? scope.Reverse("ReverseV2", sequence, 0) : sequence;
        var reads = form.Unstack(nodes, sequence, steps, -1, Cell.Depth);
        var outputs = form.Reserve(nodes, ReturnsSequences ? steps : nodes.Integer("TensorArrayV2_1/num_elements", 1), -1, Cell.Units);
        string[] former = masks is null ? [] : [scope.Zeros("zeros_like", input, Cell.Units)];
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs),
                .. states.Concat(former).Select(state => new LoopValue(state, DataType.DtFloat))],
            (inner, values) => inner.Nodes.Add("Less", "Less", [("T", DataType.DtInt32)], values[0], inner.Int32(steps)),
            (inner, values) =>
            {
                var held = values[2..(2 + states.Length)];
                var next = Cell.Emit(inner.Nodes, name => scope.Read(inner, $"{Name}/{name}"),
                    form.Read(inner, reads, values[0], -1, Cell.Depth), held);
                (var output, next) = masks?.Choose(inner.Nodes, masks.In(inner, values[0]), next, held, values[^1]) ?? (next[0], next);
                var place = ReturnsSequences ? values[0] : inner.Nodes.Integer("TensorArrayV2Write/TensorListSetItem/index", 0);
                var written = form.Write(inner, outputs, values[1], place, output);
                return [inner.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], inner.Nodes.Integer("add_time/y", 1)),
                    written, .. next, .. masks is null ? Array.Empty<string>() : [output]];
            });
        var stacked = form.Stack(nodes, outputs, last[1], steps, -1, Cell.Units);
        return (ReturnsSequences ? scope.SwapTime("transpose_1", stacked) : nodes.Position("strided_slice_last", stacked, -1),
            last[2..(2 + states.Length)]);
    }
}
