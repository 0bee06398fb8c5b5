namespace Octavo.EndToEnd;

/// <summary>Plans that were saved, carried out again.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly Workplace work = new();

    [Theory]
    [InlineData("dynamic-range-int8")]
    [InlineData("float16-weights")]
    [InlineData("weight-only-uint8")]
    public void A_saved_plan_gives_the_same_file_of_a_float_model_and_of_what_it_was_converted_from(string recipe)
    {
        foreach (var source in new[] { Workplace.FloatModel, work.SavedModel })
        {
            var (output, plan, again) = (work["by-recipe.tflite"], work["plan.json"], work["by-plan.tflite"]);
            var direct = ToolRun.Of("quantize", source, "-o", output, "--recipe", recipe, "--plan-out", plan, "--force");
            Assert.True(direct.ExitCode == 0, direct.Error);
            var replayed = ToolRun.Of("quantize", source, "-o", again, "--plan", plan, "--plan-out", work["second.json"], "--force");
            Assert.True(replayed.ExitCode == 0, replayed.Error);
            Assert.Equal(File.ReadAllBytes(output), File.ReadAllBytes(again));
            Assert.Equal(File.ReadAllText(plan), File.ReadAllText(work["second.json"]));
        }
    }

    [Fact]
    public void A_plan_of_another_model_is_refused_and_nothing_is_written()
    {
        var plan = work["plan.json"];
        Assert.Equal(
            0, ToolRun.Of(
                "quantize", work.SavedModel, "-o", work["a.tflite"], "--recipe", "weight-only-int8", "--plan-out", plan).ExitCode);
        var other = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "FULLY_CONNECTED"), "*.tflite")
            .Order(StringComparer.Ordinal).First();
        var run = ToolRun.Of("quantize", other, "-o", work.Output, "--plan", plan);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("The plan was made for another model", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(work.Output));
    }

    [Theory]
    [InlineData("--recipe=float16-weights")]
    [InlineData("--per-tensor")]
    [InlineData("--exclude=x")]
    public void What_plans_are_made_from_is_refused_beside_a_plan(string option)
    {
        var plan = work["plan.json"];
        Assert.Equal(
            0, ToolRun.Of(
                "quantize", Workplace.FloatModel, "-o", work["a.tflite"], "--recipe", "weight-only-int8", "--plan-out", plan).ExitCode);
        Assert.Equal(2, ToolRun.Of("quantize", Workplace.FloatModel, "-o", work.Output, "--plan", plan, option).ExitCode);
        Assert.Equal(2, ToolRun.Of("quantize", Workplace.FloatModel, "-o", work.Output).ExitCode);
        Assert.False(File.Exists(work.Output));
    }

    public void Dispose() => work.Dispose();
}
