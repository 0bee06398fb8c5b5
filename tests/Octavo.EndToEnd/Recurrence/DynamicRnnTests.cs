using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1's <c>dynamic_rnn</c>, as TensorFlow writes it.</summary>
public sealed class DynamicRnnTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 6;
    private const string Hybrid = "dynamic-range-int8";
    private const string Loop = "WHILE";
    private const string DataDependent = "does not compare a counter with a number of steps that is known";

    public static TheoryData<string, bool, string?> CellsByOrder => Combine(["basic", "lstm"], [false, true]);

    public static TheoryData<string, WeightStorage, bool, string?> CellsByStorage
    {
        get
        {
            var data = new TheoryData<string, WeightStorage, bool, string?>();
            foreach (var (cell, recipe) in new (string, string?)[] { ("basic", null), ("lstm", null), ("basic", Hybrid), ("lstm", Hybrid) })
            {
                data.Add(cell, WeightStorage.ReferenceVariables, false, recipe);
                data.Add(cell, WeightStorage.ReferenceVariables, true, recipe);
                data.Add(cell, WeightStorage.ResourceVariables, false, recipe);
                data.Add(cell, WeightStorage.ResourceVariables, true, recipe);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CellsByOrder))]
    public void A_layer_from_zeros_becomes_one_operator(string cell, bool isTimeMajor, string? recipe) =>
        BecomesOneOperator(new DynamicRnnModel(CellOf(cell), 2, Steps, isTimeMajor), cell, recipe);

    [Theory]
    [MemberData(nameof(CellsByStorage))]
    public void Variables_and_functions_change_nothing(string cell, WeightStorage storage, bool usesFunctions, string? recipe) =>
        BecomesOneOperator(new DynamicRnnModel(CellOf(cell), 2, Steps, Storage: storage, UsesFunctions: usesFunctions), cell, recipe);

    [Theory]
    [InlineData("basic", null)]
    [InlineData("lstm", null)]
    [InlineData("lstm", Hybrid)]
    public void An_unknown_batch_changes_nothing(string cell, string? recipe) =>
        BecomesOneOperator(new DynamicRnnModel(CellOf(cell), -1, Steps), cell, recipe);

    [Theory]
    [MemberData(nameof(CellsByOrder))]
    public void A_layer_with_lengths_stays_a_loop_that_runs_as_one_operator(string cell, bool isTimeMajor, string? recipe) =>
        RunsAsOne(new DynamicRnnModel(CellOf(cell), 3, Steps, isTimeMajor, HasLengths: true), recipe);

    /// <summary>Whatever holds the weights and the loop, and for a batch that is only known when the model runs.</summary>
    [Theory]
    [InlineData("basic", 3, WeightStorage.ReferenceVariables, false, null)]
    [InlineData("basic", 3, WeightStorage.ResourceVariables, true, null)]
    [InlineData("lstm", -1, WeightStorage.Frozen, false, null)]
    [InlineData("lstm", -1, WeightStorage.ResourceVariables, true, null)]
    [InlineData("lstm", -1, WeightStorage.ResourceVariables, true, Hybrid)]
    public void A_layer_with_lengths_stays_a_loop_in_every_form_that_runs_as_one_operator(string cell, int batch, WeightStorage storage,
        bool usesFunctions, string? recipe) =>
        RunsAsOne(new DynamicRnnModel(CellOf(cell), batch, Steps, HasLengths: true, Storage: storage, UsesFunctions: usesFunctions),
            recipe);

    [Theory]
    [InlineData("basic", InitialState.Fed, null)]
    [InlineData("basic", InitialState.Constant, null)]
    [InlineData("lstm", InitialState.Fed, null)]
    [InlineData("lstm", InitialState.Constant, null)]
    [InlineData("lstm", InitialState.Fed, Hybrid)]
    [InlineData("lstm", InitialState.Constant, Hybrid)]
    public void A_layer_that_starts_from_a_given_state_stays_a_loop_that_runs_as_one_operator(string cell, InitialState initial,
        string? recipe)
    {
        var run = StaysALoop(new DynamicRnnModel(CellOf(cell), 2, Steps, Initial: initial), recipe, "does not start from zeros");
        Assert.DoesNotContain(Loop, run.Operators);
    }

    [Theory]
    [InlineData("basic", 2, WeightStorage.Frozen, false, null)]
    [InlineData("lstm", 2, WeightStorage.Frozen, false, Hybrid)]
    [InlineData("lstm", -1, WeightStorage.Frozen, false, null)]
    [InlineData("lstm", 2, WeightStorage.ReferenceVariables, false, null)]
    [InlineData("basic", -1, WeightStorage.ResourceVariables, true, null)]
    [InlineData("lstm", 2, WeightStorage.ResourceVariables, true, Hybrid)]
    public void A_residual_outside_of_the_state_is_added_to_the_operators_output(string cell, int batch, WeightStorage storage,
        bool usesFunctions, string? recipe)
    {
        var report = BecomesOneOperator(
            new DynamicRnnModel(CellOf(cell), batch, Steps, Wrapper: CellWrapper.Residual, Storage: storage, UsesFunctions: usesFunctions),
            cell, recipe);
        Assert.Equal(1, report.Operators["ADD"]);
        Assert.DoesNotContain("TRANSPOSE", report.Operators.Keys);
    }

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, true, null)]
    [InlineData(false, true, Hybrid)]
    [InlineData(true, false, Hybrid)]
    public void Gated_units_with_a_residual_run_as_one_operator(bool resetsAfter, bool fromEnd, string? recipe)
    {
        var cell = new KerasGruWrittenCell(Depth, Units, resetsAfter);
        var run = Check(new DynamicRnnModel(cell, 2, Steps, Wrapper: CellWrapper.Residual, ReadsFromEnd: fromEnd, WritesFromEnd: fromEnd),
            recipe);
        Assert.Contains("gated recurrent units", Assert.Single(run.Report.Recurrence).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Loop, run.Operators);
        Assert.Contains("UNIDIRECTIONAL_SEQUENCE_GRU", run.Operators);
    }

    [Theory]
    [InlineData("basic", 2, false, null)]
    [InlineData("lstm", -1, false, null)]
    [InlineData("lstm", 2, true, null)]
    [InlineData("lstm", 2, false, Hybrid)]
    public void Residuals_between_the_layers_of_a_stack_become_sums_of_sequences(string cell, int batch, bool usesFunctions, string? recipe)
    {
        var stack = new ResidualStackWrittenCell(CellOf(cell), CellOf(cell));
        var report =
            Check(new DynamicRnnModel(stack, batch, Steps, Wrapper: CellWrapper.Residual, UsesFunctions: usesFunctions), recipe).Report;
        Assert.DoesNotContain(Loop, report.Operators.Keys);
        Assert.Equal(2, report.Operators[OperatorOf(cell)]);
        Assert.Equal(2, report.Operators["ADD"]);
    }

    [Theory]
    [InlineData("basic", 2, WeightStorage.Frozen, false, null)]
    [InlineData("lstm", -1, WeightStorage.ResourceVariables, true, null)]
    [InlineData("lstm", 2, WeightStorage.Frozen, false, Hybrid)]
    public void A_projection_in_front_of_the_cell_is_one_product_of_all_steps(string cell, int batch, WeightStorage storage,
        bool usesFunctions, string? recipe)
    {
        var projected = new ProjectedWrittenCell(Depth, CellOf(cell));
        var report =
            BecomesOneOperator(new DynamicRnnModel(projected, batch, Steps, Storage: storage, UsesFunctions: usesFunctions), cell, recipe);
        Assert.Equal(1, report.Operators["FULLY_CONNECTED"]);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("lstm")]
    public void What_a_loop_leaves_and_nobody_reads_is_no_output(string cell) =>
        BecomesOneOperator(new DynamicRnnModel(CellOf(cell), 2, Steps, NamesOutput: false), cell, null);

    /// <summary>Whether the loop reads from the end, writes from the end, counts down.</summary>
    [Theory]
    [InlineData("basic", true, false, false, WeightStorage.Frozen, false, null)]
    [InlineData("basic", true, true, true, WeightStorage.Frozen, false, null)]
    [InlineData("lstm", true, true, false, WeightStorage.ResourceVariables, true, null)]
    [InlineData("lstm", false, true, true, WeightStorage.ReferenceVariables, false, Hybrid)]
    [InlineData("lstm", false, false, true, WeightStorage.ResourceVariables, true, Hybrid)]
    public void Loops_over_a_sequence_from_its_end_become_operators_over_its_reversal(
        string cell, bool readsFromEnd, bool writesFromEnd, bool countsDown, WeightStorage storage, bool usesFunctions, string? recipe)
    {
        foreach (var batch in new[] { 2, -1 })
        {
            var report = BecomesOneOperator(
                new DynamicRnnModel(
                    CellOf(cell), batch, Steps, Storage: storage, UsesFunctions: usesFunctions, ReadsFromEnd: readsFromEnd,
                    WritesFromEnd: writesFromEnd, CountsDown: countsDown),
                cell, recipe);
            Assert.Equal((readsFromEnd ? 1 : 0) + (writesFromEnd ? 1 : 0), report.Operators.GetValueOrDefault("REVERSE_V2"));
        }
    }

    [Theory]
    [InlineData("basic", CellWrapper.Dropout, false, null)]
    [InlineData("basic", CellWrapper.DropoutByRate, false, null)]
    [InlineData("lstm", CellWrapper.Dropout, false, null)]
    [InlineData("lstm", CellWrapper.Dropout, false, Hybrid)]
    [InlineData("lstm", CellWrapper.DropoutByRate, false, Hybrid)]
    [InlineData("basic", CellWrapper.Dropout, true, null)]
    [InlineData("lstm", CellWrapper.DropoutByRate, true, null)]
    public void Dropout_that_keeps_everything_changes_nothing(string cell, CellWrapper wrapper, bool usesFunctions, string? recipe) =>
        BecomesOneOperator(new DynamicRnnModel(CellOf(cell), 2, Steps, Wrapper: wrapper, UsesFunctions: usesFunctions), cell, recipe);

    private static TheoryData<string, bool, string?> Combine(string[] cells, bool[] flags)
    {
        var data = new TheoryData<string, bool, string?>();
        foreach (var cell in cells)
        {
            foreach (var flag in flags)
            {
                data.Add(cell, flag, null);
                data.Add(cell, flag, Hybrid);
            }
        }

        return data;
    }

    private static WrittenCell CellOf(string name) =>
        name == "basic" ? new BasicRnnWrittenCell(Depth, Units) : new BasicLstmWrittenCell(Depth, Units);

    private static string OperatorOf(string cell) => cell == "basic" ? "UNIDIRECTIONAL_SEQUENCE_RNN" : "UNIDIRECTIONAL_SEQUENCE_LSTM";

    private static ConversionReport BecomesOneOperator(DynamicRnnModel model, string cell, string? recipe)
    {
        var report = Check(model, recipe).Report;
        Assert.DoesNotContain(Loop, report.Operators.Keys);
        Assert.Equal(1, report.Operators[OperatorOf(cell)]);
        Assert.Null(Assert.Single(report.Recurrence).Reason);
        return report;
    }

    private static void RunsAsOne(DynamicRnnModel model, string? recipe)
    {
        var run = StaysALoop(model, recipe, DataDependent);
        Assert.DoesNotContain(Loop, run.Operators);
        Assert.EndsWith("Octavo runs the loop as one operator", run.Report.Recurrence[0].Reason, StringComparison.Ordinal);
    }

    private static ModelRun StaysALoop(DynamicRnnModel model, string? recipe, string reason)
    {
        var run = Check(model, recipe);
        Assert.Equal(1, run.Report.Operators[Loop]);
        var note = Assert.Single(run.Report.Recurrence);
        Assert.Contains(reason, note.Reason, StringComparison.Ordinal);
        return run;
    }

    private static ModelRun Check(DynamicRnnModel model, string? recipe)
    {
        var definition =
            new RecurrenceDefinition(model.Cell, GoesBackwards: model.ReadsFromEnd, IsResidual: model.Wrapper == CellWrapper.Residual);
        var written = model.Write();
        var batches = model.Batch < 0 ? new[] { 1, 5 } : [model.Batch];
        var runs = batches.Select(batch => Feed(model, new SequenceBatch(batch, Steps, Depth))).ToArray();
        var results = ModelRun.Of(written, recipe, [.. runs.Select(run => run.Inputs)]);
        foreach (var ((inputs, sequences, lengths, first), result) in runs.Zip(results))
        {
            var outputs = Enumerable.Range(0, sequences.Batch).Select(sequence => definition.Outputs(
                sequences[sequence], lengths[sequence], [.. first.Select(state => state.Skip(sequence * Units).Take(Units).ToArray())]))
                .ToArray();
            result.MustBe(
                SequenceBatch.Flatten(model.WritesFromEnd ? [.. outputs.Select(steps => steps.Reverse().ToArray())] : outputs,
                    model.IsTimeMajor), model.Cell, Steps, recipe is not null);
        }

        Assert.All(results[0].Report.Recurrence, note => Assert.Equal(note.Result == Loop, note.Reason is { Length: > 0 }));
        return results[0];
    }

    /// <summary>What is fed for a batch, the lengths of its sequences, and the first states, each [batch * units].</summary>
    private static (IReadOnlyDictionary<string, Tensor> Inputs, SequenceBatch Sequences, int[] Lengths,
        double[][] First) Feed(DynamicRnnModel model, SequenceBatch sequences)
    {
        var inputs = new Dictionary<string, Tensor> { ["x"] = sequences.ToTensor(model.IsTimeMajor) };
        var lengths = Enumerable.Range(0, sequences.Batch).Select(sequence => model.HasLengths ? (2 * sequence) + 1 : Steps).ToArray();
        if (model.HasLengths)
        {
            inputs.Add("lengths", Tensor.From(new Shape(sequences.Batch), lengths));
        }

        var first = new double[model.Cell.StateCount][];
        for (var state = 0; state < first.Length; state++)
        {
            var start = new SequenceBatch(sequences.Batch, 1, Units).ToTensor(false).Values<float>().ToArray();
            first[state] = [.. start.Select(value => model.Initial switch
            {
                InitialState.Fed => value,
                InitialState.Constant => DynamicRnnModel.Constant,
                _ => 0,
            })];
            if (model.Initial == InitialState.Fed)
            {
                inputs.Add($"state_{state}", Tensor.From(new Shape(sequences.Batch, Units), start));
            }
        }

        return (inputs, sequences, lengths, first);
    }
}
