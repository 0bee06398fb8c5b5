using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Layers that keep their states in variables from one invocation to the next, as TensorFlow and stateful layers of Keras do.
/// </summary>
public sealed class KeptStateTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Batch = 2;
    private const int Steps = 4;
    private const int Invocations = 3;
    private const string Hybrid = "dynamic-range-int8";

    private static readonly string[] OfResources = ["WHILE", "VAR_HANDLE", "READ_VARIABLE", "ASSIGN_VARIABLE", "CALL_ONCE"];

    public static TheoryData<string, KeptStateForm, WeightStorage, string?> Sequences => Combine(
        [KeptStateForm.Frames, KeptStateForm.Functions, KeptStateForm.Unrolled],
        [WeightStorage.ReferenceVariables, WeightStorage.ResourceVariables]);

    public static TheoryData<string, KeptStateForm, WeightStorage, string?> SingleSteps => Combine(
        [KeptStateForm.Step, KeptStateForm.ShortSequence], [WeightStorage.ReferenceVariables, WeightStorage.ResourceVariables]);

    [Theory]
    [MemberData(nameof(Sequences))]
    public void A_layer_goes_on_where_the_last_sequence_ended(string cell, KeptStateForm form, WeightStorage storage, string? recipe)
    {
        var run = Check(new KeptStateModel([CellOf(cell)], Batch, Steps, form, storage), recipe);
        BecameOperators(run, IsMemory(cell) ? "UNIDIRECTIONAL_SEQUENCE_LSTM" : "UNIDIRECTIONAL_SEQUENCE_RNN", 1);
    }

    [Theory]
    [MemberData(nameof(SingleSteps))]
    public void A_cell_of_one_step_goes_on_where_the_last_one_ended(string cell, KeptStateForm form, WeightStorage storage, string? recipe)
    {
        var run = Check(new KeptStateModel([CellOf(cell)], Batch, 1, form, storage), recipe);
        BecameOperators(run, IsMemory(cell) ? "LSTM" : "RNN", 1);
    }

    [Theory]
    [InlineData("lstm", KeptStateForm.Step, null, "LSTM")]
    [InlineData("basic", KeptStateForm.Step, Hybrid, "RNN")]
    [InlineData("keras_lstm", KeptStateForm.Frames, null, "UNIDIRECTIONAL_SEQUENCE_LSTM")]
    [InlineData("basic", KeptStateForm.Functions, null, "UNIDIRECTIONAL_SEQUENCE_RNN")]
    [InlineData("peephole_lstm", KeptStateForm.Step, null, "LSTM")]
    [InlineData("peephole_lstm", KeptStateForm.Frames, null, "UNIDIRECTIONAL_SEQUENCE_LSTM")]
    [InlineData("peephole_lstm", KeptStateForm.Unrolled, Hybrid, "UNIDIRECTIONAL_SEQUENCE_LSTM")]
    [InlineData("lstm", KeptStateForm.Unrolled, null, "UNIDIRECTIONAL_SEQUENCE_LSTM")]
    public void Each_of_two_layers_becomes_an_operator(string cell, KeptStateForm form, string? recipe, string @operator) =>
        BecameOperators(
        Check(new KeptStateModel([CellOf(cell), CellOf(cell)], Batch, form == KeptStateForm.Step ? 1 : Steps, form,
            WeightStorage.ResourceVariables), recipe), @operator, 2);

    /// <summary>Cell, whether it returns sequences, whether it goes backwards, recipe.</summary>
    [Theory]
    [InlineData("keras_simple", true, false, null)]
    [InlineData("keras_simple", false, true, Hybrid)]
    [InlineData("keras_lstm", true, false, null)]
    [InlineData("keras_lstm", false, false, null)]
    [InlineData("keras_lstm", false, true, null)]
    [InlineData("keras_lstm", true, true, Hybrid)]
    [InlineData("keras_lstm", false, false, Hybrid)]
    public void A_stateful_layer_of_Keras_goes_on_where_the_last_sequence_ended(string cell, bool returnsSequences, bool goesBackwards,
        string? recipe)
    {
        var run = CheckKeras(cell, returnsSequences, goesBackwards, recipe);
        BecameOperators(run, IsMemory(cell) ? "UNIDIRECTIONAL_SEQUENCE_LSTM" : "UNIDIRECTIONAL_SEQUENCE_RNN", 1);
    }

    [Theory]
    [InlineData("keras_simple", "UNIDIRECTIONAL_SEQUENCE_RNN", true)]
    [InlineData("keras_lstm", "UNIDIRECTIONAL_SEQUENCE_LSTM", false)]
    public void A_stateful_layer_of_Keras_may_get_one_step_after_the_other(string cell, string @operator, bool returnsSequences) =>
        BecameOperators(CheckKeras(cell, returnsSequences, false, null, 1), @operator, 1);

    [Theory]
    [InlineData("keras_simple", "UNIDIRECTIONAL_SEQUENCE_RNN", true)]
    [InlineData("keras_lstm", "UNIDIRECTIONAL_SEQUENCE_LSTM", false)]
    public void Sequences_of_unknown_length_change_nothing(string cell, string @operator, bool returnsSequences) =>
        BecameOperators(CheckKeras(cell, returnsSequences, false, null, isLengthKnown: false), @operator, 1);

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, Hybrid)]
    public void A_stateful_gated_unit_stays_a_loop_that_goes_on(bool returnsSequences, string? recipe)
    {
        var run = CheckKeras("keras_gru", returnsSequences, false, recipe);
        Assert.Contains("has no operator of gated recurrent units", Assert.Single(run.Report.Recurrence).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("WHILE", run.Operators);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("lstm")]
    public void A_state_that_is_returned_as_well_stays_in_its_variable(string cell)
    {
        var model =
            new KeptStateModel([CellOf(cell)], Batch, 1, KeptStateForm.Step, WeightStorage.ResourceVariables, ReturnsFirstState: true);
        Assert.Contains("ASSIGN_VARIABLE", Check(model, null).Report.Operators.Keys);
    }

    private static TheoryData<string, KeptStateForm, WeightStorage, string?> Combine(KeptStateForm[] forms, WeightStorage[] storages)
    {
        var data = new TheoryData<string, KeptStateForm, WeightStorage, string?>();
        foreach (var cell in new[] { "basic", "lstm", "peephole_lstm", "keras_simple", "keras_lstm" })
        {
            foreach (var form in forms)
            {
                foreach (var storage in storages)
                {
                    data.Add(cell, form, storage, null);
                }

                data.Add(cell, form, storages[^1], Hybrid);
            }
        }

        return data;
    }

    private static bool IsMemory(string cell) => cell.EndsWith("lstm", StringComparison.Ordinal);

    private static WrittenCell CellOf(string name) => name switch
    {
        "basic" => new BasicRnnWrittenCell(Depth, Units),
        "peephole_lstm" => new LstmWrittenCell(Depth, Units, Units + 8),
        "lstm" => new BasicLstmWrittenCell(Depth, Units),
        "keras_simple" => new KerasSimpleRnnWrittenCell(Depth, Units),
        "keras_lstm" => new KerasLstmWrittenCell(Depth, Units),
        _ => new KerasGruWrittenCell(Depth, Units, true),
    };

    private static void BecameOperators(ModelRun run, string @operator, int count)
    {
        Assert.Equal(count, run.Report.Operators[@operator]);
        Assert.Empty(run.Report.Operators.Keys.Intersect(OfResources));
        Assert.All(run.Report.Recurrence, note => Assert.Equal((@operator, null), (note.Result, note.Reason)));
        Assert.Equal(count, run.Report.Recurrence.Count);
    }

    private static ModelRun CheckKeras(string cell, bool returnsSequences, bool goesBackwards, string? recipe, int length = Steps,
        bool isLengthKnown = true)
    {
        var model = new KerasLayerModel(CellOf(cell), isLengthKnown ? length : -1, returnsSequences, goesBackwards, StatefulBatch: Batch);
        var sequences =
            Enumerable.Range(0, Batch).Select(sequence => new SequenceBatch(sequence + 1, length * Invocations, Depth)[0]).ToArray();
        var runs = ModelRun.Of(model.Write(), recipe,
            [.. Inputs(length).Select(steps => Feed([Batch, length, Depth], Enumerable.Range(0, Batch).SelectMany(
            sequence => goesBackwards ? sequences[sequence][steps].Reverse() : sequences[sequence][steps])))], Invocations);
        var expected = sequences.Select(sequence => Layers([model.Cell], sequence)).ToArray();
        foreach (var (steps, run) in Inputs(length).Zip(runs))
        {
            run.MustBe([.. expected.SelectMany(outputs => returnsSequences ? outputs[steps].SelectMany(step => step) : outputs[steps][^1])],
                model.Cell, length * Invocations, recipe is not null);
        }

        return runs[0];
    }

    /// <summary>Several invocations, a reset, and the first one again.</summary>
    private static ModelRun Check(KeptStateModel model, string? recipe)
    {
        var sequences =
            Enumerable.Range(0, Batch).Select(sequence => new SequenceBatch(sequence + 1, model.Steps * Invocations, Depth)[0]).ToArray();
        var ranges = Inputs(model.Steps).ToArray();
        var runs = ModelRun.Of(model.Write(), recipe, [.. ranges.Select(steps => Feed(model.InputSizes, TimeMajor(sequences, steps)))],
            Invocations);
        var expected = sequences.Select(sequence => Layers(model.Cells, sequence)).ToArray();
        foreach (var (steps, run) in ranges.Zip(runs))
        {
            double[] outputs = [.. TimeMajor(expected, steps).SelectMany(row => row)];
            if (model.ReturnsFirstState && steps.Start.Value > 0)
            {
                outputs =
                    [.. outputs.Zip(TimeMajor(expected, (steps.Start.Value - 1)..steps.Start).SelectMany(row => row),
                        (output, first) => output + first)];
            }

            run.MustBe(outputs, model.Cells[0], model.Steps * Invocations * model.Cells.Count, recipe is not null);
        }

        return runs[0];
    }

    /// <summary>The steps of each run; the last one is behind a reset.</summary>
    private static IEnumerable<Range> Inputs(int steps = Steps) =>
        [.. Enumerable.Range(0, Invocations).Select(run => (run * steps)..((run + 1) * steps)), 0..steps];

    private static IEnumerable<double[]> TimeMajor(double[][][] sequences, Range steps)
    {
        var (first, count) = steps.GetOffsetAndLength(sequences[0].Length);
        return Enumerable.Range(first, count).SelectMany(step => sequences.Select(sequence => sequence[step]));
    }

    private static Dictionary<string, Tensor> Feed(int[] sizes, IEnumerable<double[]> rows) =>
        new() { ["x"] = Tensor.From(new Shape(sizes), [.. rows.SelectMany(row => row).Select(value => (float)value)]) };

    /// <summary>The outputs of the last layer, from zeros.</summary>
    private static double[][] Layers(IReadOnlyList<WrittenCell> cells, double[][] sequence) =>
        cells.Aggregate(sequence, (input, cell) => new RecurrenceDefinition(cell).Outputs(
        input, input.Length, [.. Enumerable.Range(0, cell.StateCount).Select(state => new double[cell.StateWidth(state)])]));
}
