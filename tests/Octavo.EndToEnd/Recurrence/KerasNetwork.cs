using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Layers of Keras over sequences [batch, time, depth] of an open batch, beside what they compute of one sequence.</summary>
/// <param name="Layers">In any order but that the last one's rounding errors are those of the output.</param>
/// <param name="Emit">Writes them; gets the input, gives the output.</param>
/// <param name="Definition">The same in double precision, one row a step or one row for all.</param>
internal sealed record KerasNetwork(KerasLayer[] Layers, Func<LayerScope, string, string> Emit, Func<double[][], double[][]> Definition)
{
    /// <summary>How many steps the model knows of; -1 where it learns that when it runs.</summary>
    public int Steps { get; init; } = -1;

    /// <summary>Converts the model, runs it on batches of 1 and 3, and compares.</summary>
    /// <param name="recipe">Null for a float model.</param>
    /// <param name="length">Of the sequences that it runs on.</param>
    public IReadOnlyList<ModelRun> Check(string? recipe, int length)
    {
        var depth = Layers[0].Cell.Depth;
        var model = new KerasModel([("x", [-1, Steps, depth])], KerasModel.WeightsOf(Layers), (scope, inputs) => Emit(scope, inputs[0]));
        SequenceBatch[] batches = [new(1, length, depth), new(3, length, depth)];
        var runs = ModelRun.Of(model.Write(), recipe,
            [.. batches.Select(batch => new Dictionary<string, Tensor> { ["x"] = batch.ToTensor(false) })]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            var outputs = Enumerable.Range(0, batch.Batch).Select(sequence => Definition(batch[sequence])).ToArray();
            run.MustBe(SequenceBatch.Flatten(outputs, false), Layers[^1].Cell, Layers.Length * length, recipe is not null);
        }

        return runs;
    }
}
