using System.Runtime.Versioning;
using System.Text.Json;

namespace Octavo.EndToEnd;

/// <summary>Command lines that ask for nothing, or for less than they say.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Workplace work = new();

    [Theory]
    [InlineData("--per-tensor")]
    [InlineData("--min-weight-elements=0")]
    [InlineData("--include=*")]
    [InlineData("--exclude=nothing")]
    [InlineData("--plan-out=plan.json")]
    public void An_option_without_effect_is_refused(string option)
    {
        var run = ToolRun.Of("convert", work.SavedModel, "-o", work.Output, option);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option.Split('=')[0], run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(work.Output));
    }

    [Fact]
    public void A_pass_that_is_not_there_is_refused_with_the_nearest_name()
    {
        var run = ToolRun.Of("convert", work.SavedModel, "--stop-after", "FoldConstant");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean 'FoldConstants'?", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("convert", work.SavedModel, "--stop-after", "FoldConstants").ExitCode);
        Assert.Equal(2, ToolRun.Of("convert", work.SavedModel, "--stop-after", "FoldConstants", "-o", work.Output).ExitCode);
        Assert.Equal(2, ToolRun.Of("convert", Workplace.FloatModel, "--stop-after", "FoldConstants").ExitCode);
    }

    [Fact]
    public void A_mistake_in_the_command_line_is_json_too()
    {
        foreach (
            var arguments in new string[][] { ["cnvert", "--json"], ["convert", "m", "--jsn", "--json"],
                ["run", "m", "--threads", "abc", "--json"] })
        {
            var run = ToolRun.Of(arguments);
            Assert.Equal(2, run.ExitCode);
            using var json = JsonDocument.Parse(run.Output);
            var error = json.RootElement.GetProperty("error");
            Assert.Equal(("Usage", 2), (error.GetProperty("kind").GetString(), error.GetProperty("exit_code").GetInt32()));
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void The_command_line_of_2018_works_with_the_options_of_its_day()
    {
        var run = ToolRun.Of($"--saved-model-dir={work.SavedModel}", $"--output_file={work.Output}", "--mean_values=128",
            "--std_dev_values=127", "--target_ops=TFLITE_BUILTINS", "--logtostderr");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(File.Exists(work.Output));
        Assert.All(run.Error.Split('\n').Where(line => line.Contains("--", StringComparison.Ordinal)),
            line => Assert.StartsWith("octavo: note: --", line, StringComparison.Ordinal));
        Assert.Contains("octavo: note: --mean_values is ignored", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_are_a_summary_unless_all_are_asked_for_and_quiet_leaves_results_only()
    {
        var summary = ToolRun.Of("convert", work.SavedModel, "-o", "/dev/null", "--recipe", "dynamic-range-int8", "--quiet");
        Assert.Equal((0, ""), (summary.ExitCode, summary.Error));
        Assert.Contains("constants: kept float, bias", summary.Output, StringComparison.Ordinal);
        var all = ToolRun.Of("convert", work.SavedModel, "-o", "/dev/null", "--recipe", "dynamic-range-int8", "--verbose");
        Assert.DoesNotContain(" constants: ", all.Output, StringComparison.Ordinal);
        Assert.True(all.Output.Split('\n').Length > summary.Output.Split('\n').Length);
        Assert.NotEqual("", all.Error);
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void Bash_completes_names_and_files()
    {
        const string Script =
            "source <(octavo completion bash); offer() { COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# "
            + "- 1)); _octavo_completion; echo \"${COMPREPLY[@]}\"; }; ";
        Assert.Equal("convert", ToolRun.OfShell($"{Script} offer octavo conv").Output.Trim());
        Assert.Equal("float16-weights", ToolRun.OfShell($"{Script} offer octavo quantize m.tflite --recipe flo").Output.Trim());
        Assert.Equal("saved_model", ToolRun.OfShell($"cd '{work.Folder}'; {Script} offer octavo inspect saved").Output.Trim());
    }

    [Fact]
    public void Replay_does_not_replace_the_records()
    {
        var run = ToolRun.Of("replay", work.Folder, "--outputs", work["saved_model/.."]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("records", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_memory_and_steps_are_kept()
    {
        foreach (var (option, value) in new[] { ("--memory-limit", "2000"), ("--max-steps", "2") })
        {
            var run = ToolRun.Of("run", Workplace.FloatModel, "--random-inputs", option, value);
            Assert.True(run.ExitCode == 6, $"{option}: exit code {run.ExitCode}: {run.Error}");
        }

        Assert.Equal(0,
            ToolRun.Of("run", Workplace.FloatModel, "--random-inputs", "--memory-limit", "512M", "--max-steps", "100", "--time-limit",
                "60").ExitCode);
        Assert.Equal(2, ToolRun.Of("run", Workplace.FloatModel, "--random-inputs", "--memory-limit", "much").ExitCode);
    }

    [Theory]
    [InlineData("--signature=serving_default --signature=serving_default")]
    [InlineData("--input-shape=image=1,28,28,1 --input-shape=image=2,28,28,1")]
    [InlineData("--input-shape=image=1,,28,28,1")]
    [InlineData("--inputs=a,a")]
    [InlineData("--outputs=a --outputs=a")]
    [InlineData("--input-value=a=1 --input-value=a=2")]
    public void What_is_said_twice_is_refused(string options)
    {
        var run = ToolRun.Of(["convert", work.SavedModel, "-o", work.Output, .. options.Split(' ')]);
        Assert.True(run.ExitCode == 2, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Contains(options.Split('=')[0], run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => work.Dispose();
}
