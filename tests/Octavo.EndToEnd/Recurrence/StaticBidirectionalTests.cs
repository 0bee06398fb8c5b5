using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1's <c>static_bidirectional_rnn</c>.</summary>
public sealed class StaticBidirectionalTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const string Hybrid = "dynamic-range-int8";

    [Theory]
    [InlineData("basic", 3, 1, WeightStorage.Frozen, null)]
    [InlineData("basic", 3, 1, WeightStorage.ResourceVariables, Hybrid)]
    [InlineData("basic", 1, 2, WeightStorage.ReferenceVariables, null)]
    [InlineData("lstm", 1, 1, WeightStorage.Frozen, null)]
    [InlineData("lstm", 3, 1, WeightStorage.Frozen, Hybrid)]
    [InlineData("lstm", 1, 2, WeightStorage.ResourceVariables, null)]
    public void Steps_that_are_stacked_become_one_operator_a_layer(string cell, int batch, int layers, WeightStorage storage,
        string? recipe)
    {
        var operators = Check(cell, batch, layers, true, storage, recipe);
        Assert.DoesNotContain("PACK", operators.Keys);
        Assert.DoesNotContain("UNPACK", operators.Keys);
        var isMerged = cell == "basic" || batch == 1;
        Assert.Equal(isMerged ? 0 : layers, operators.GetValueOrDefault("CONCATENATION"));
    }

    [Theory]
    [InlineData("basic", 3, 1, null)]
    [InlineData("lstm", 1, 2, null)]
    [InlineData("lstm", 1, 1, Hybrid)]
    public void Some_steps_are_taken_out_of_the_joined_output(string cell, int batch, int layers, string? recipe) =>
        Assert.DoesNotContain("CONCATENATION", Check(cell, batch, layers, false, WeightStorage.Frozen, recipe).Keys);

    private static IReadOnlyDictionary<string, int> Check(string cell, int batch, int layers, bool allSteps, WeightStorage storage,
        string? recipe)
    {
        WrittenCell[] Cells() => [.. Enumerable.Range(0, layers).Select(layer => CellOf(cell, layer == 0 ? Depth : 2 * Units))];
        var model = new StaticBidirectionalModel(Cells(), Cells(), batch, Steps, allSteps, storage);
        var sequences = new SequenceBatch(batch, Steps, Depth);
        var run = ModelRun.Of(model.Write(), recipe, new Dictionary<string, Tensor> { ["x"] = sequences.ToTensor(false) });
        var outputs = Enumerable.Range(0, batch).Select(sequence => Outputs(model, sequences[sequence])).ToArray();
        run.MustBe(
            allSteps ? SequenceBatch.Flatten(outputs, false)
            : [.. outputs.SelectMany(steps => steps[0].Zip(steps[^1], (first, last) => first + last))], model.Forward[^1], Steps * layers,
            recipe is not null);
        Assert.Equal(layers, run.Report.Operators[cell == "basic" ? "BIDIRECTIONAL_SEQUENCE_RNN" : "BIDIRECTIONAL_SEQUENCE_LSTM"]);
        return run.Report.Operators;
    }

    private static double[][] Outputs(StaticBidirectionalModel model, double[][] steps)
    {
        for (var layer = 0; layer < model.Forward.Length; layer++)
        {
            var forward = Run(model.Forward[layer], steps, false);
            var backward = Run(model.Backward[layer], steps, true);
            steps = [.. forward.Select((output, step) => output.Concat(backward[^(step + 1)]).ToArray())];
        }

        return steps;
    }

    private static double[][] Run(WrittenCell cell, double[][] steps, bool goesBackwards) =>
        new RecurrenceDefinition(cell, goesBackwards)
        .Outputs(steps, steps.Length, [.. Enumerable.Range(0, cell.StateCount).Select(_ => new double[cell.Units])]);

    private static WrittenCell CellOf(string name, int depth) =>
        name == "basic" ? new BasicRnnWrittenCell(depth, Units) : new BasicLstmWrittenCell(depth, Units);
}
