using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Quantization;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>The main job on the sample: SavedModel, file, run, accuracy.</summary>
public sealed class ConversionTests : IDisposable
{
    private const double LargestDrop = 0.005;

    private readonly string folder = Directory.CreateTempSubdirectory("octavo-test-").FullName;

    [Theory]
    [InlineData("dynamic-range-int8", 0.30)]
    [InlineData("dynamic-range-uint8", 0.30)]
    [InlineData("weight-only-int8", 0.30)]
    [InlineData("weight-only-uint8", 0.30)]
    [InlineData("float16-weights", 0.53)]
    public void A_recipe_makes_the_file_small_and_keeps_the_accuracy(string recipe, double largestShare)
    {
        var original = Converter.FromSavedModel(Workplace.Sample).Convert();
        var converter = Converter.FromSavedModel(Workplace.Sample);
        converter.Recipe = recipe;
        var quantized = converter.Convert();
        Assert.True(quantized.Length <= largestShare * original.Length, $"{quantized.Length} of {original.Length} bytes");
        Assert.Equal(quantized.Length, converter.Report!.Bytes);
        Assert.Equal(recipe, converter.Report.Recipe);
        var baseline = Evaluate(original);
        Assert.True(baseline.Top(1).Value > 0.97, $"{baseline.Top(1)}");
        Assert.True(Evaluate(quantized).Against(baseline).Difference >= -LargestDrop, $"{Evaluate(quantized).Against(baseline)}");
    }

    [Fact]
    public void The_float_file_computes_what_TensorFlows_own_does()
    {
        using var own = Interpreter.Open(Converter.FromSavedModel(Workplace.Sample).Convert(), name: "own");
        using var theirs = Interpreter.Open(Workplace.FloatModel);
        RandomInputs.Set(own, 5);
        RandomInputs.Set(theirs, 5);
        own.Invoke();
        theirs.Invoke();
        var (reason, _) = ReplayTolerance.FloatModel.Judge(own.GetOutput(0), theirs.GetOutput(0));
        Assert.Null(reason);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_by_every_way()
    {
        var file = Path.Combine(folder, "a.tflite");
        var converter = Converter.FromSavedModel(Workplace.Sample);
        converter.PostTrainingQuantize = true;
        converter.ConvertToFile(file);
        var optimized = Converter.FromSavedModel(Workplace.Sample);
        optimized.Optimizations = [Optimize.ForSize];
        using var stream = new MemoryStream();
        optimized.ConvertTo(stream);
        Assert.Equal(File.ReadAllBytes(file), converter.Convert());
        Assert.Equal(File.ReadAllBytes(file), stream.ToArray());
        var run = ToolRun.Of("convert", Workplace.Sample, "-o", Path.Combine(folder, "b.tflite"), "--recipe", "OPTIMIZE_FOR_SIZE");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder, "b.tflite")));
    }

    [Fact]
    public void Quantizing_a_converted_file_stores_the_same_weights_as_converting_with_the_recipe()
    {
        var (floats, small, atOnce) =
            (Path.Combine(folder, "float.tflite"), Path.Combine(folder, "small.tflite"), Path.Combine(folder, "at-once.tflite"));
        Converter.FromSavedModel(Workplace.Sample).ConvertToFile(floats);
        new Quantizer("dynamic-range-int8").Quantize(floats, small);
        var converter = Converter.FromSavedModel(Workplace.Sample);
        converter.Recipe = "dynamic-range-int8";
        converter.ConvertToFile(atOnce);
        Assert.Equal(Codes(atOnce), Codes(small));
    }

    [Fact]
    public void A_quantized_file_is_left_as_it_is_and_the_report_says_so()
    {
        var small = Path.Combine(folder, "small.tflite");
        var converter = Converter.FromSavedModel(Workplace.Sample);
        converter.Recipe = "dynamic-range-int8";
        converter.ConvertToFile(small);
        var again = Path.Combine(folder, "again.tflite");
        var report = new Quantizer("dynamic-range-int8").Quantize(small, again);
        Assert.Equal(Codes(small), Codes(again));
        Assert.Contains(report.Quantization!.Decisions,
            decision =>
                decision.Reason.Contains("int8", StringComparison.Ordinal) && decision.Action.StartsWith("kept", StringComparison.Ordinal));
        Assert.NotEqual("float", report.Quantization.Source);
    }

    [Fact]
    public void Every_constant_is_in_the_report_with_a_reason()
    {
        var run = ToolRun.Of("convert", Workplace.Sample, "-o", Path.Combine(folder, "x.tflite"), "--recipe", "dynamic-range-int8",
            "--json", "--plan-out", Path.Combine(folder, "plan.json"));
        Assert.True(run.ExitCode == 0, run.Error);
        using var report = JsonDocument.Parse(run.Output);
        var decisions = report.RootElement.GetProperty("decisions").EnumerateArray().ToList();
        Assert.Equal(9, decisions.Count);
        Assert.All(decisions, decision => Assert.NotEmpty(decision.GetProperty("reason").GetString()!));
        Assert.Contains(decisions, decision => decision.GetProperty("reason").GetString() == "108 elements, fewer than 1024");
        Assert.Equal(new FileInfo(Path.Combine(folder, "x.tflite")).Length, report.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(9, PlanFile.Load(Path.Combine(folder, "plan.json")).Values.Length);
    }

    [Fact]
    public void Names_trace_back_to_the_model_and_the_file_says_what_made_it()
    {
        var file = Path.Combine(folder, "x.tflite");
        Converter.FromSavedModel(Workplace.Sample).ConvertToFile(file);
        using var inspection = ModelInspection.Open(file);
        Assert.Contains(inspection.Model.Main.Nodes, node => node.Output.Name == "model/sequential/dense_1/Softmax");
        var signature = Assert.Single(inspection.Model.Signatures);
        Assert.Equal("serving_default", signature.Name);
        Assert.Equal("image", Assert.Single(signature.Inputs).Key);
        using var made = JsonDocument.Parse(inspection.Model.Metadata.Single(entry => entry.Key == "octavo").Value);
        Assert.Equal("float", made.RootElement.GetProperty("recipe").GetString());
        Assert.Equal(64, made.RootElement.GetProperty("source_sha256").GetString()!.Length);
    }

    [Fact]
    public void Options_narrow_down_what_is_quantized()
    {
        Assert.Equal(2, Quantized());
        Assert.Equal(1, Quantized("--exclude", "*conv2d*"));
        Assert.Equal(1, Quantized("--include", "*dense/*"));
        Assert.Equal(3, Quantized("--min-weight-elements", "200"));
        Assert.Equal(0, Quantized("--min-weight-elements", "1000000"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private int Quantized(params string[] options)
    {
        var file = Path.Combine(folder, "narrow.tflite");
        var run = ToolRun.Of(["convert", Workplace.Sample, "-o", file, "--force", "--recipe", "dynamic-range-int8", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Codes(file).Count;
    }

    /// <summary>The bytes of all 8-bit constants, by the operator that reads them.</summary>
    private static List<string> Codes(string file)
    {
        using var inspection = ModelInspection.Open(file);
        return [.. inspection.Model.Main.Nodes.SelectMany(node => node.Inputs.Select((input, index) => (node, input, index)))
            .Where(entry => entry.input is { Constant.ElementType: ElementType.Int8 })
            .Select(entry =>
                $"{entry.node.Operator.Name} {entry.index} {entry.input!.Quantization!.Scale:R} "
                + $"{Convert.ToHexString(entry.input.Constant!.Evaluate().Bytes.Span)}")];
    }

    private static Evaluator.Result Evaluate(byte[] model)
    {
        using var interpreter = Interpreter.Open(model);
        using var dataset = Dataset.Open(Path.Combine(AppContext.BaseDirectory, "Samples", "mnist-500-images-idx3-ubyte.gz"));
        return new Evaluator(Preprocessing.Parse("scale-255")).Run(interpreter, dataset);
    }
}
