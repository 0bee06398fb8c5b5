using System.Runtime.Versioning;

namespace Octavo.EndToEnd;

/// <summary>Where the tool writes, and where it does not.</summary>
public sealed class OutputFileTests : IDisposable
{
    private const string Recipe = "dynamic-range-int8";

    private readonly Workplace work = new();

    private string Model => work.Write("model.tflite", File.ReadAllBytes(Workplace.FloatModel));

    [SystemTheory("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    [InlineData("", 2, "empty")]
    [InlineData("folder", 6, "folder")]
    [InlineData("folder/", 6, "folder")]
    [InlineData("missing/out.tflite", 6, "does not exist")]
    [InlineData("model.tflite", 2, "input")]
    [InlineData("./model.tflite", 2, "input")]
    [InlineData("hard.tflite", 2, "input")]
    [InlineData("soft.tflite", 2, "input")]
    [InlineData("circle", 6, "circle")]
    [InlineData("a-name-of-more-than-255-bytes", 6, "longer")]
    public void A_place_that_is_wrong_is_refused_before_any_work(string place, int exitCode, string part)
    {
        var model = Model;
        place = place.StartsWith("a-name", StringComparison.Ordinal) ? new string('n', 256) : place;
        Directory.CreateDirectory(work["folder"]);
        Assert.Equal(0,
            ToolRun.OfShell(
                $"cd '{work.Folder}' && ln model.tflite hard.tflite && ln -s model.tflite soft.tflite && ln -s circle circle").ExitCode);
        var bytes = File.ReadAllBytes(model);
        foreach (var outputs in new[] { $"-o '{place}'", $"-o new.tflite --plan-out '{place}'" })
        {
            var run = ToolRun.OfShell($"cd '{work.Folder}' && octavo quantize model.tflite {outputs} --recipe {Recipe} --force");
            Assert.True(run.ExitCode == exitCode, $"{outputs}: exit code {run.ExitCode}: {run.Error}");
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(work["new.tflite"]), $"{outputs}: the model was written");
            Assert.Equal(bytes, File.ReadAllBytes(model));
        }
    }

    [Fact]
    public void Outputs_may_not_be_one_file_nor_a_file_of_the_source()
    {
        var model = Model;
        Assert.Equal(2,
            ToolRun.Of("quantize", model, "-o", work.Output, "--plan-out", work["x/../out.tflite"], "--recipe", Recipe).ExitCode);
        Assert.Equal(2, ToolRun.Of("quantize", model, "-o", "-", "--plan-out", "-", "--recipe", Recipe).ExitCode);
        Assert.Equal(2, ToolRun.Of("convert", work.SavedModel, "-o", work["saved_model/variables/variables.index"], "--force").ExitCode);
        Assert.Equal(2,
            ToolRun.Of("convert", work.SavedModel, "-o", work.Output, "--plan-out", work["saved_model/saved_model.pb"], "--force",
                "--recipe", Recipe).ExitCode);
        Assert.False(File.Exists(work.Output));
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_relative_link_is_followed_from_where_it_stands()
    {
        var run = ToolRun.OfShell(
            $"cd '{work.Folder}' && mkdir below && ln -s below/real.tflite link.tflite && octavo convert saved_model -o link.tflite");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(work["below/real.tflite"]));
        Assert.Equal("below/real.tflite", new FileInfo(work["link.tflite"]).LinkTarget);
        Assert.False(File.Exists("/real.tflite"));
    }

    [Fact]
    public void Of_several_processes_with_one_new_output_one_succeeds()
    {
        for (var time = 0; time < 5; time++)
        {
            File.Delete(work.Output);
            var processes =
                Enumerable.Range(0, 4).Select(_ => ToolRun.Start("convert", work.SavedModel, "-o", work.Output, "--quiet")).ToList();
            var codes = processes.Select(process => ToolRun.Finish(process, "convert").ExitCode).Order().ToList();
            processes.ForEach(process => process.Dispose());
            Assert.Equal([0, 2, 2, 2], codes);
            Assert.DoesNotContain(Directory.GetFiles(work.Folder), file => file.EndsWith(".partial", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Results_of_run_and_of_the_demo_replace_nothing_unless_told()
    {
        var kept = work.Write("out.npz", [1]);
        Assert.Equal(2, ToolRun.Of("run", Workplace.FloatModel, "--random-inputs", "-o", kept).ExitCode);
        Assert.Equal([1], File.ReadAllBytes(kept));
        Assert.Equal(0, ToolRun.Of("run", Workplace.FloatModel, "--random-inputs", "-o", kept, "--force").ExitCode);
        Assert.True(new FileInfo(kept).Length > 1);
        var file = work.Write("mnist_cnn.float.tflite", [1]);
        var run = ToolRun.Of("demo", "-o", work.Folder);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--force", run.Error, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(file));
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_for_temporary_files_that_is_missing_is_named()
    {
        var run = ToolRun.OfShell($"TMPDIR='{work["nowhere"]}' octavo demo");
        Assert.Equal(6, run.ExitCode);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.OfShell($"TMPDIR='{work["nowhere"]}' octavo convert '{work.SavedModel}' -o '{work.Output}'").ExitCode);
    }

    [SystemFact("linux")]
    [SupportedOSPlatform("linux")]
    public void Devices_and_pipes_are_written_as_they_are()
    {
        var run = ToolRun.OfShell(
            $"cd '{work.Folder}' && octavo convert saved_model -o /dev/null && mkfifo pipe && (cat pipe > copy & octavo convert "
            + $"saved_model -o pipe; wait) && octavo convert saved_model -o - > direct && cmp copy direct");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(new FileInfo(work["copy"]).Length > 1000);
    }

    public void Dispose() => work.Dispose();
}
