using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Recurrent layers in the body of a loop, which runs them again and again, each time from zeros: a hierarchy of sequences, or
/// TimeDistributed around a layer. The loop adds up the layer's outputs over a sequence that each step shifts.
/// </summary>
public sealed class NestedLoopTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const int Repetitions = 3;
    private const float Shift = 0.25f;
    private const string Hybrid = "dynamic-range-int8";

    [Theory]
    [InlineData("basic", false, false, null)]
    [InlineData("basic", true, true, null)]
    [InlineData("lstm", false, true, null)]
    [InlineData("lstm", true, false, null)]
    [InlineData("lstm", false, false, Hybrid)]
    [InlineData("gru", false, true, null)]
    [InlineData("gru", true, false, Hybrid)]
    public void Each_run_of_a_layer_starts_from_zeros(string cell, bool usesFunctions, bool unrolls, string? recipe)
    {
        var layer = new DynamicRnnLayer("layer", CellOf(cell));
        var model = new FrozenModel(
            [("x", DataType.DtFloat, [unrolls ? Steps : -1, -1, Depth])],
            layer.Cell.Weights.ToDictionary(weight => $"layer/{weight.Key}", weight => weight.Value),
            (scope, inputs) => Repeat(scope.Inside("outer/"), layer, inputs[0], unrolls), usesFunctions);
        SequenceBatch[] batches = [new(1, Steps, Depth), new(3, Steps, Depth)];
        var runs = ModelRun.Of(model.Write(), recipe,
            [.. batches.Select(batch => new Dictionary<string, Tensor> { ["x"] = batch.ToTensor(true) })]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            var outputs = Enumerable.Range(0, batch.Batch).Select(sequence => Outputs(layer, batch[sequence])).ToArray();
            run.MustBe(SequenceBatch.Flatten(outputs, true), layer.Cell, Repetitions * Steps, recipe is not null);
        }

        var report = runs[0].Report;
        Assert.DoesNotContain(report.Operators.Keys, name => name.Contains("SEQUENCE", StringComparison.Ordinal));
        if (cell != "gru" && !unrolls)
        {
            Assert.Contains(report.Recurrence, note => note.Reason!.Contains("each time it starts from zeros", StringComparison.Ordinal));
        }
    }

    private static string Repeat(LayerScope scope, DynamicRnnLayer layer, string sequence, bool unrolls)
    {
        var nodes = scope.Nodes;
        var zeros = nodes.Add("Mul", "zeros", sequence, nodes.Constant("zeros/y", Tensor.Scalar(0f)));
        return scope.Form.Loop(
            nodes, nodes.Integer("maximum", Repetitions),
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32),
                new LoopValue(nodes.Constant("shift", Tensor.Scalar(0f)), DataType.DtFloat), new LoopValue(zeros, DataType.DtFloat)],
            (inner, values) =>
                inner.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0],
                    inner.Nodes.Integer("Less_bound/y", Repetitions)),
            (inner, values) =>
            {
                var body = inner.Nodes;
                var inside = new LayerScope(body, scope.Form, (loop, name) => loop.Float(scope.Read(inner, name)));
                var shifted = body.Add("AddV2", "shifted", inner.Float(sequence), values[1]);
                var total =
                    body.Add("AddV2", "total", values[2], unrolls ? Unrolled(inside, layer, shifted) : layer.Emit(inside, shifted).Outputs);
                var time = body.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], body.Integer("add_time/y", 1));
                return [time, body.Add("AddV2", "add_shift", values[1], body.Constant("add_shift/y", Tensor.Scalar(Shift))), total];
            })[2];
    }

    private static string Unrolled(LayerScope scope, DynamicRnnLayer layer, string sequence) =>
        scope.SwapTime("swapped_back",
            new KerasLayer(layer.Name, layer.Cell, Unrolls: true).Emit(scope, scope.SwapTime("swapped", sequence), Steps).Output);

    private static double[][] Outputs(DynamicRnnLayer layer, double[][] sequence)
    {
        var runs = Enumerable.Range(0, Repetitions)
            .Select(time =>
                layer.Outputs([.. sequence.Select(step => step.Select(value => value + (time * Shift)).ToArray())], Steps).Outputs)
                .ToArray();
        return [.. Enumerable.Range(0, Steps)
            .Select(step => Enumerable.Range(0, Units).Select(unit => runs.Sum(run => run[step][unit])).ToArray())];
    }

    private static WrittenCell CellOf(string name) => name switch
    {
        "basic" => new BasicRnnWrittenCell(Depth, Units),
        "lstm" => new BasicLstmWrittenCell(Depth, Units),
        _ => new KerasGruWrittenCell(Depth, Units, false),
    };
}
