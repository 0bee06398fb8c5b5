using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1's <c>dynamic_rnn</c> over sequences [time, batch, depth], as a part of a model.</summary>
/// <param name="Name">Of the layer, before the names of its weights.</param>
internal sealed record DynamicRnnLayer(string Name, WrittenCell Cell)
{
    /// <summary>Writes the loop.</summary>
    /// <param name="sequence">[time, batch, depth].</param>
    /// <param name="lengths">How many steps of each sequence count; null for all.</param>
    /// <param name="first">What the states start from; null for zeros.</param>
    /// <returns>The outputs [time, batch, units], and the last states.</returns>
    public (string Outputs, string[] States) Emit(LayerScope layers, string sequence, string? lengths = null, string[]? first = null)
    {
        var scope = layers.Inside($"{Name}/");
        var (nodes, form) = (scope.Nodes, scope.Form);
        var states = first
            ?? [.. Enumerable.Range(0, Cell.StateCount)
                .Select(state => scope.Zeros($"zeros_{state}", sequence, Cell.StateWidth(state), axis: 1))];
        var steps = nodes.Size("time_steps", sequence, 0);
        var zeros = lengths is null ? null : scope.Zeros("zero_output", sequence, Cell.Units, axis: 1);
        var outputs = form.Reserve(nodes, steps, -1, Cell.Units);
        var reads = form.Unstack(nodes, sequence, steps, -1, Cell.Depth);
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs),
                .. states.Select(state => new LoopValue(state, DataType.DtFloat))],
            (inner, values) =>
                inner.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], inner.Int32(Bound(scope, steps, lengths))),
            (inner, values) =>
            {
                var next = Cell.Emit(inner.Nodes, name => scope.Read(inner, $"{Name}/{name}"),
                    form.Read(inner, reads, values[0], -1, Cell.Depth), values[2..]);
                var output = next[0];
                if (lengths is not null)
                {
                    var isOver =
                        inner.Nodes.Add("GreaterEqual", "GreaterEqual", [("T", DataType.DtInt32)], values[0], inner.Int32(lengths));
                    output = inner.Nodes.Add("Select", "Select", isOver, inner.Float(zeros!), output);
                    next = [.. next.Select((state, index) =>
                        inner.Nodes.Add("Select", $"Select_{index + 1}", isOver, values[2 + index], state))];
                }

                var written = form.Write(inner, outputs, values[1], values[0], output);
                return [inner.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], inner.Nodes.Integer("add_time/y", 1)),
                    written, .. next];
            });
        return (form.Stack(nodes, outputs, last[1], steps, -1, Cell.Units), last[2..]);
    }

    /// <summary>The outputs of one sequence, zeros behind its length, and the last states.</summary>
    public (double[][] Outputs, double[][] States) Outputs(double[][] sequence, int length, double[][]? first = null)
    {
        var states = first ?? [.. Enumerable.Range(0, Cell.StateCount).Select(state => new double[Cell.StateWidth(state)])];
        var outputs = new double[sequence.Length][];
        for (var step = 0; step < outputs.Length; step++)
        {
            states = step < length ? Cell.Step(sequence[step], states) : states;
            outputs[step] = step < length ? states[0] : new double[Cell.Units];
        }

        return (outputs, states);
    }

    /// <summary>min(steps, max(1, the longest length)).</summary>
    private static string Bound(LayerScope scope, string steps, string? lengths)
    {
        if (lengths is null)
        {
            return steps;
        }

        var nodes = scope.Nodes;
        var longest = nodes.Add("Max", "Max", [("T", DataType.DtInt32)], lengths, nodes.Integers("Max/axis", 0));
        var least = nodes.Add("Maximum", "Maximum", [("T", DataType.DtInt32)], nodes.Integer("Maximum/x", 1), longest);
        return nodes.Add("Minimum", "Minimum", [("T", DataType.DtInt32)], steps, least);
    }
}
