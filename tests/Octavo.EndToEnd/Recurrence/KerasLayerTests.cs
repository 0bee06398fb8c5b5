using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Recurrent layers as Keras 3 exports them, which TensorFlow's own converter refuses.</summary>
public sealed class KerasLayerTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 6;
    private const string Hybrid = "dynamic-range-int8";

    /// <summary>Cell, whether it returns sequences, whether it goes backwards, recipe.</summary>
    public static TheoryData<string, bool, bool, string?> Layers
    {
        get
        {
            var data = new TheoryData<string, bool, bool, string?>();
            foreach (var cell in new[] { "simple", "lstm", "gru", "gru_reset_after" })
            {
                foreach (var (returnsSequences, goesBackwards) in new[] { (false, false), (true, false), (false, true), (true, true) })
                {
                    data.Add(cell, returnsSequences, goesBackwards, null);
                    data.Add(cell, returnsSequences, goesBackwards, Hybrid);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_becomes_one_operator_and_a_gated_unit_a_loop_that_runs_as_one(string cell, bool returnsSequences,
        bool goesBackwards, string? recipe) =>
        Check(cell, new KerasLayerModel(CellOf(cell), Steps, returnsSequences, goesBackwards), recipe);

    [Theory]
    [InlineData("simple", true, null)]
    [InlineData("lstm", true, null)]
    [InlineData("lstm", false, null)]
    [InlineData("lstm", true, Hybrid)]
    [InlineData("gru", true, null)]
    [InlineData("gru_reset_after", false, null)]
    [InlineData("gru_reset_after", true, Hybrid)]
    public void A_sequence_of_unknown_length_changes_nothing(string cell, bool returnsSequences, string? recipe) =>
        Check(cell, new KerasLayerModel(CellOf(cell), -1, returnsSequences, false), recipe);

    private static void Check(string cell, KerasLayerModel model, string? recipe)
    {
        var returnsSequences = model.ReturnsSequences;
        var definition = new RecurrenceDefinition(model.Cell, model.GoesBackwards);
        SequenceBatch[] batches = [new(1, Steps, Depth), new(5, Steps, Depth)];
        var runs = ModelRun.Of(model.Write(), recipe,
            [.. batches.Select(batch => new Dictionary<string, Tensor> { ["x"] = batch.ToTensor(false) })]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            var zeros = Enumerable.Range(0, model.Cell.StateCount).Select(_ => new double[Units]).ToArray();
            var outputs = Enumerable.Range(0, batch.Batch).Select(sequence => definition.Outputs(batch[sequence], Steps, zeros)).ToArray();
            Assert.Equal(returnsSequences ? new Shape(batch.Batch, Steps, Units) : new Shape(batch.Batch, Units), run.OutputShape);
            run.MustBe(
                returnsSequences ? SequenceBatch.Flatten(outputs, false) : [.. outputs.SelectMany(sequence => sequence[^1])], model.Cell,
                Steps, recipe is not null);
        }

        var note = Assert.Single(runs[0].Report.Recurrence);
        Assert.Equal(OperatorOf(cell), note.Result);
        Assert.Equal(1, runs[0].Report.Operators[note.Result]);
        Assert.Equal(note.Result == "WHILE", runs[0].Report.Operators.ContainsKey("WHILE"));
        Assert.All(runs, run => Assert.DoesNotContain("WHILE", run.Operators));
        Assert.Equal(note.Result == "WHILE"
            ? "TensorFlow Lite has no operator of gated recurrent units; Octavo runs the loop as one operator" : null, note.Reason);
    }

    private static WrittenCell CellOf(string name) => name switch
    {
        "simple" => new KerasSimpleRnnWrittenCell(Depth, Units),
        "lstm" => new KerasLstmWrittenCell(Depth, Units),
        _ => new KerasGruWrittenCell(Depth, Units, name == "gru_reset_after"),
    };

    private static string OperatorOf(string cell) => cell switch
    {
        "simple" => "UNIDIRECTIONAL_SEQUENCE_RNN",
        "lstm" => "UNIDIRECTIONAL_SEQUENCE_LSTM",
        _ => "WHILE",
    };
}
