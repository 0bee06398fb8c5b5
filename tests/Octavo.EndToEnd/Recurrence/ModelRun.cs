using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>One conversion of a written model and its run.</summary>
/// <param name="Operators">What ran, which may be fused further than the file is.</param>
internal sealed record ModelRun(ConversionReport Report, float[] Output, Shape OutputShape, IReadOnlyList<string> Operators)
{
    private const double DecibelsOfHybrid = 30;

    /// <param name="recipe">Null for a float model.</param>
    /// <param name="inputs">By name.</param>
    public static ModelRun Of(WrittenModel model, string? recipe, IReadOnlyDictionary<string, Tensor> inputs) =>
        Of(model, recipe, [inputs])[0];

    /// <summary>Several runs of one file, which may be of several batches.</summary>
    /// <param name="resetBefore">The run before which states are reset; -1 for none.</param>
    public static IReadOnlyList<ModelRun> Of(WrittenModel model, string? recipe, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> runs,
        int resetBefore = -1)
    {
        var folder = Directory.CreateTempSubdirectory("octavo-test-").FullName;
        try
        {
            var converter = model.WriteTo(folder);
            converter.Recipe = recipe;
            using var interpreter = Interpreter.Open(converter.Convert(), name: "written");
            return [.. runs.Select((inputs, index) => Run(interpreter, converter.Report!, inputs, index == resetBefore))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The output is as expected: a float model's within the rounding errors of its sums, a hybrid one's at 30 dB.</summary>
    /// <param name="operations">How many steps the largest error can have gone through.</param>
    public void MustBe(IReadOnlyList<double> expected, WrittenCell cell, int operations, bool isHybrid) =>
        MustBe(expected, (2 + Math.Sqrt(cell.Depth + cell.Units)) * 2 * cell.LargestSum * operations, isHybrid);

    /// <summary>The same for sums of numbers from -1 to 1.</summary>
    /// <param name="summands">How many of them go into an output.</param>
    public void MustBe(IReadOnlyList<double> expected, int summands, bool isHybrid) => MustBe(expected, (double)summands, isHybrid);

    /// <param name="roundings">The largest error, in units of 2^-24.</param>
    private void MustBe(IReadOnlyList<double> expected, double roundings, bool isHybrid)
    {
        Assert.Equal(expected.Count, Output.Length);
        var errors = expected.Select((value, index) => value - Output[index]).ToArray();
        if (isHybrid)
        {
            var decibels = 10 * Math.Log10(expected.Sum(value => value * value) / errors.Sum(error => error * error));
            Assert.True(decibels >= DecibelsOfHybrid, $"{decibels:F1} dB");
            return;
        }

        var tolerance = Math.ScaleB(roundings, -24);
        var largest = errors.Max(Math.Abs);
        Assert.True(largest <= tolerance, $"{largest:E2} of at most {tolerance:E2}");
    }

    private static ModelRun Run(Interpreter interpreter, ConversionReport report, IReadOnlyDictionary<string, Tensor> inputs, bool isReset)
    {
        if (isReset)
        {
            interpreter.ResetVariables();
        }

        foreach (var (name, tensor) in inputs)
        {
            interpreter.ResizeInput(name, tensor.Shape);
        }

        foreach (var (name, tensor) in inputs)
        {
            interpreter.SetInput(interpreter.IndexOfInput(name), tensor);
        }

        var steps = interpreter.InvokeProfiled();
        var output = interpreter.GetOutput(0);
        return new ModelRun(report, output.Values<float>().ToArray(), output.Shape, [.. steps.Select(step => step.Operator)]);
    }
}
