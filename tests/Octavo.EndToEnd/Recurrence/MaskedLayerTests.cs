using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Recurrent layers of Keras behind a mask: Masking, or Embedding with <c>mask_zero</c>.</summary>
public sealed class MaskedLayerTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 6;
    private const string Hybrid = "dynamic-range-int8";
    private const string Loop = "WHILE";

    public static TheoryData<string, bool, bool, string?> Layers
    {
        get
        {
            var data = new TheoryData<string, bool, bool, string?>();
            foreach (var cell in new[] { "simple", "lstm", "gru", "gru_reset_after" })
            {
                foreach (var recipe in new[] { null, Hybrid })
                {
                    data.Add(cell, true, false, recipe);
                    data.Add(cell, false, true, recipe);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Masked_steps_change_no_state_and_repeat_the_output(string cell, bool returnsSequences, bool goesBackwards,
        string? recipe) =>
        Check(new KerasLayerModel(CellOf(cell), Steps, returnsSequences, goesBackwards, StepMask.RepeatsOutput), recipe);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Masked_steps_change_no_state_and_may_have_outputs_of_zeros(string cell, bool returnsSequences, bool goesBackwards,
        string? recipe) =>
        Check(new KerasLayerModel(CellOf(cell), -1, returnsSequences, goesBackwards, StepMask.ZeroesOutput), recipe);

    private static void Check(KerasLayerModel model, string? recipe)
    {
        SequenceBatch[] batches = [new(1, Steps, Depth), new(3, Steps, Depth)];
        var runs =
            ModelRun.Of(model.Write(), recipe, [.. batches.Select(batch => new Dictionary<string, Tensor> { ["x"] = Masked(batch) })]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            var outputs = Enumerable.Range(0, batch.Batch).Select(sequence => Outputs(model, batch[sequence], sequence)).ToArray();
            run.MustBe(
                model.ReturnsSequences ? SequenceBatch.Flatten(outputs, false) : [.. outputs.SelectMany(sequence => sequence[^1])],
                model.Cell, Steps, recipe is not null);
            Assert.DoesNotContain(Loop, run.Operators);
        }

        var note = Assert.Single(runs[0].Report.Recurrence);
        Assert.Equal(Loop, note.Result);
        var why = model.Cell is KerasGruWrittenCell
            ? "TensorFlow Lite has no operator of gated recurrent units"
            : "its steps are masked, or its sequences have lengths of their own, which no operator of TensorFlow Lite knows";
        Assert.Equal($"{why}; Octavo runs the loop as one operator", note.Reason);
    }

    /// <summary>Whether a step of a sequence is masked: at the end, in the middle and nowhere.</summary>
    private static bool IsMasked(int sequence, int step) => sequence switch
    {
        0 => step >= Steps - 2,
        1 => step is 2 or 3,
        _ => false,
    };

    private static Tensor Masked(SequenceBatch batch)
    {
        var tensor = batch.ToTensor(false);
        var values = tensor.Values<float>().ToArray();
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = IsMasked(index / Depth / Steps, index / Depth % Steps) ? 0 : values[index];
        }

        return Tensor.From(tensor.Shape, values);
    }

    private static double[][] Outputs(KerasLayerModel model, double[][] sequence, int number)
    {
        var states = Enumerable.Range(0, model.Cell.StateCount).Select(_ => new double[Units]).ToArray();
        var outputs = new double[Steps][];
        for (var step = 0; step < Steps; step++)
        {
            var place = model.GoesBackwards ? Steps - 1 - step : step;
            if (IsMasked(number, place))
            {
                outputs[step] = model.Mask == StepMask.RepeatsOutput && step > 0 ? outputs[step - 1] : new double[Units];
                continue;
            }

            states = model.Cell.Step(sequence[place], states);
            outputs[step] = states[0];
        }

        return outputs;
    }

    private static WrittenCell CellOf(string name) => name switch
    {
        "simple" => new KerasSimpleRnnWrittenCell(Depth, Units),
        "lstm" => new KerasLstmWrittenCell(Depth, Units),
        _ => new KerasGruWrittenCell(Depth, Units, name == "gru_reset_after"),
    };
}
