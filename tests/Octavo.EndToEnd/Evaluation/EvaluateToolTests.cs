using System.Text.Json;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>The commands that evaluate, run, compare and measure, as processes: what they print and how they end.</summary>
public sealed class EvaluateToolTests : IDisposable
{
    private readonly DigitFiles files = new();

    private static string NaN => Path.Combine(AppContext.BaseDirectory, "Models", "nan.tflite");

    private static string Open => Path.Combine(AppContext.BaseDirectory, "Models", "open_sizes.tflite");

    public void Dispose() => files.Dispose();

    [Fact]
    public void The_mapping_and_the_figures_are_in_the_object()
    {
        var run = Evaluate(0, "--data", files["digits-by-name"], "--labels", files["labels.txt"], "--preprocess", DigitFiles.Grey,
            "--metric", "top-1,top-3", "--confusion", "--json");
        using var result = JsonDocument.Parse(run.Output);
        Assert.Equal(["top-1", "top-3"], result.RootElement.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
        var seven = result.RootElement.GetProperty("labels").GetProperty("classes").EnumerateArray().Single(
            entry => entry.GetProperty("name").GetString() == "seven");
        Assert.Equal(7, seven.GetProperty("output").GetInt32());
        var counts = result.RootElement.GetProperty("confusion").GetProperty("counts").EnumerateArray().SelectMany(
            row => row.EnumerateArray()).Sum(count => count.GetInt64());
        Assert.Equal(DigitFiles.Count, counts);
    }

    [Fact]
    public void A_missed_gate_says_by_how_much_and_ends_with_five()
    {
        var damaged = files["damaged.tflite"];
        File.WriteAllBytes(damaged, WithoutSomeWeights(File.ReadAllBytes(DigitFiles.Model)));
        var run = ToolRun.Of(
            "evaluate", damaged, "--baseline", DigitFiles.Model, "--data", files["digits.npz"], "--max-drop", "0.1", "--json");
        Assert.Equal(5, run.ExitCode);
        using var result = JsonDocument.Parse(run.Output);
        var gate = result.RootElement.GetProperty("gate");
        Assert.True(gate.GetProperty("missed").GetBoolean());
        Assert.Equal(gate.GetProperty("drop").GetDouble() - 0.1, gate.GetProperty("missed_by").GetDouble(), 12);
        Assert.Equal(gate.GetProperty("samples_below").GetInt64() / (double)DigitFiles.Count, gate.GetProperty("drop").GetDouble(), 12);
        Assert.Contains("the gate is missed", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of(
            "evaluate", DigitFiles.Model, "--baseline", DigitFiles.Model, "--data", files["digits.npz"], "--max-drop", "0").ExitCode);
    }

    [Theory]
    [InlineData("--max-drop", "0.1")]
    [InlineData("--max-drop", "0,0001", "--baseline", "digits.tflite")]
    [InlineData("--max-drop", "NaN", "--baseline", "digits.tflite")]
    [InlineData("--max-drop", "Infinity", "--baseline", "digits.tflite")]
    [InlineData("--max-drop", "1.5", "--baseline", "digits.tflite")]
    [InlineData("--metric", "top-11")]
    [InlineData("--metric", "top1")]
    [InlineData("--max-bad-samples", "-1")]
    [InlineData("--batch", "0")]
    [InlineData("--input-shape", "picture=1,28,28,1")]
    [InlineData("--input-shape", "1,x,28,1")]
    public void Options_that_make_no_sense_end_with_two(params string[] options) =>
        Evaluate(2, ["--data", files["digits.npz"], .. options]);

    [Fact]
    public void Scores_that_are_not_finite_end_with_five_unless_they_are_allowed()
    {
        NpzFile.Write(files["zeros.npz"], new Dictionary<string,
            Tensor> { ["x"] = Tensor.Zeros(ElementType.Float32, new Shape(20, 16)), ["y"] = Tensor.From(new Shape(20), new int[20]) });
        var run = ToolRun.Of("evaluate", NaN, "--data", files["zeros.npz"]);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("20 of 20 samples", run.Error, StringComparison.Ordinal);
        Assert.Contains("top-1 0.00 %", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("evaluate", NaN, "--data", files["zeros.npz"], "--allow-non-finite").ExitCode);
        var comparison = ToolRun.Of("compare", NaN, NaN, "--random-inputs", "--json");
        using var result = JsonDocument.Parse(comparison.Output);
        var output = result.RootElement.GetProperty("outputs")[0];
        Assert.False(output.GetProperty("identical").GetBoolean());
        Assert.Equal(output.GetProperty("elements").GetInt64(), output.GetProperty("nan_a").GetInt64());
    }

    [Fact]
    public void A_picture_is_run_and_its_classes_are_named()
    {
        var picture = Directory.GetFiles(files["digits/7"])[0];
        var run = ToolRun.Of(
            "run", DigitFiles.Model, "--input", picture, "--preprocess", DigitFiles.Grey, "--labels", files["labels.txt"], "--top", "3",
            "--json");
        Assert.Equal(0, run.ExitCode);
        using var result = JsonDocument.Parse(run.Output);
        var top = result.RootElement.GetProperty("top")[0];
        Assert.Equal(3, top.GetArrayLength());
        Assert.Equal("seven", top[0].GetProperty("name").GetString());
        Assert.Equal("output/0", result.RootElement.GetProperty("outputs")[0].GetProperty("key").GetString());
        Assert.Equal(2, ToolRun.Of("run", DigitFiles.Model, "--input", picture, "--preprocess", DigitFiles.Grey, "--top", "11").ExitCode);
        Assert.Equal(3, ToolRun.Of("run", DigitFiles.Model, "--input", picture).ExitCode);
    }

    [Fact]
    public void An_output_of_run_is_replaced_only_when_asked_for()
    {
        files.Write("out.npz", [1]);
        Assert.Equal(2, ToolRun.Of("run", DigitFiles.Model, "--random-inputs", "-o", files["out.npz"]).ExitCode);
        Assert.Equal([1], File.ReadAllBytes(files["out.npz"]));
        Assert.Equal(0, ToolRun.Of("run", DigitFiles.Model, "--random-inputs", "-o", files["out.npz"], "--force").ExitCode);
    }

    [Fact]
    public void Open_sizes_are_measured_as_told_and_said()
    {
        var warned = ToolRun.Of("benchmark", Open, "--runs", "2");
        Assert.Contains("[1,1,1,3]", warned.Error, StringComparison.Ordinal);
        var told = ToolRun.Of("benchmark", Open, "--runs", "2", "--input-shape", "1,16,20,3", "--json");
        Assert.DoesNotContain("open", told.Error, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(told.Output);
        Assert.Equal([1, 16, 20, 3],
            result.RootElement.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public void A_shape_that_the_model_cannot_take_names_the_input()
    {
        var run = ToolRun.Of("run", DigitFiles.Model, "--random-inputs", "--input-shape", "image=1,14,28,1");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("'image' [1,14,28,1]", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The same file with zeros where a third of its bytes was, all of them weights.</summary>
    private static byte[] WithoutSomeWeights(byte[] file)
    {
        Array.Clear(file, file.Length / 3, file.Length / 3);
        return file;
    }

    private ToolRun Evaluate(int exitCode, params string[] options)
    {
        var run = ToolRun.OfShell(
            $"cd '{files.Folder}' && octavo evaluate digits.tflite {string.Join(' ', options.Select(option => $"'{option}'"))}");
        Assert.True(run.ExitCode == exitCode, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }
}
