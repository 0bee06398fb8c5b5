using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's <c>static_bidirectional_rnn</c>, perhaps a stack of two: cells step by step, what both directions give at each step
/// joined. Its output is all joined steps, [batch, time, 2 * units], or the sum of the first and the last.
/// </summary>
/// <param name="Forward">Of each layer.</param>
/// <param name="Backward">Of each layer.</param>
internal sealed record StaticBidirectionalModel(WrittenCell[] Forward, WrittenCell[] Backward, int Batch, int Steps, bool AllTimeSteps,
    WeightStorage Storage = WeightStorage.Frozen)
{
    private const string Input = "x";

    private readonly GraphDef graph = WrittenModel.NewGraph();
    private readonly WrittenWeights weights = new(Storage, "bidirectional_rnn");

    private NodeScope Main => new(graph.Node, false);

    public WrittenModel Write()
    {
        int[] shape = [Batch, Steps, Forward[0].Depth];
        var placeholder = Main.Add("Placeholder", Input, [("shape", NodeScope.ShapeOf(shape))]);
        weights.Declare(Main,
            Enumerable.Range(0, Forward.Length)
            .SelectMany(layer => Named(Forward[layer], $"fw{layer}/").Concat(Named(Backward[layer], $"bw{layer}/"))).ToDictionary());
        var steps = Main.Outputs("Unpack", "unstack", Steps, [("num", Steps), ("axis", 1)], placeholder)
            .Select((_, step) => step == 0 ? "unstack" : $"unstack:{step}").ToArray();
        for (var layer = 0; layer < Forward.Length; layer++)
        {
            var forward = Chain(Forward[layer], $"fw{layer}/", steps);
            var backward = Chain(Backward[layer], $"bw{layer}/", [.. steps.Reverse()]).Reverse().ToArray();
            var axis = Main.Integer($"concat{layer}/axis", 1);
            steps = [.. forward.Select((output, step) =>
                Main.Add("ConcatV2", $"concat{layer}_{step}", [("N", 2)], output, backward[step], axis))];
        }

        var result =
            AllTimeSteps ? Main.Add("Pack", "stack", [("N", Steps), ("axis", 1)], steps) : Main.Add("AddV2", "ends", steps[0], steps[^1]);
        return new WrittenModel(graph, [(Input, DataType.DtFloat, shape)], Main.Add("Identity", "output", result),
            Storage == WeightStorage.Frozen ? null : weights);
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Named(WrittenCell cell, string prefix) =>
        cell.Weights.Select(weight => KeyValuePair.Create(prefix + weight.Key, weight.Value));

    private string[] Chain(WrittenCell cell, string name, string[] steps)
    {
        var outside = new LoopScope(Main, (outer, _) => outer);
        var zeros = Main.Constant($"{name}zeros", Tensor.From(new Shape(Batch, cell.Units), new float[Batch * cell.Units]));
        string[] states = [.. Enumerable.Repeat(zeros, cell.StateCount)];
        var outputs = new List<string>();
        for (var step = 0; step < steps.Length; step++)
        {
            states = cell.Emit(Main.Inside($"{name}step_{step}/"), weight => weights.Read(outside, name + weight), steps[step], states);
            outputs.Add(states[0]);
        }

        return [.. outputs];
    }
}
