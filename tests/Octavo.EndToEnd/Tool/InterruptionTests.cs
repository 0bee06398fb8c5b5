using System.Diagnostics;
using System.Runtime.Versioning;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.EndToEnd;

/// <summary>Processes that end while they write: by a signal they tidy up, after a kill the next one does.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int Times = 25;
    private const int Elements = 12 << 20;

    private readonly string folder = Directory.CreateTempSubdirectory("octavo-signals-").FullName;
    private readonly string model;
    private readonly string outputs;

    public InterruptionTests()
    {
        model = Path.Combine(folder, "large.tflite");
        outputs = Directory.CreateDirectory(Path.Combine(folder, "outputs")).FullName;
    }

    private string Output => Path.Combine(outputs, "out.tflite");

    [SystemTheory("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void A_signal_leaves_no_file_or_a_whole_one(string signal, int exitCode)
    {
        var whole = WriteModel();
        var interrupted = 0;
        for (var time = 0; time < Times; time++)
        {
            var run = Interrupt(signal, time);
            Assert.True(run.ExitCode == exitCode || run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(outputs), file => Assert.Equal((Output, whole), (file, new FileInfo(file).Length)));
            interrupted += run.ExitCode == exitCode ? 1 : 0;
        }

        Assert.True(interrupted > Times / 2, $"only {interrupted} of {Times} runs were interrupted");
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void What_a_kill_leaves_is_removed_by_the_next_run()
    {
        var whole = WriteModel();
        var left = 0;
        for (var time = 0; time < Times; time++)
        {
            Interrupt("KILL", time);
            Assert.True(!File.Exists(Output) || new FileInfo(Output).Length == whole);
            left += Directory.GetFiles(outputs).Count(file => file != Output);
        }

        Assert.True(left > 0, "no kill met a process that was writing");
        File.Delete(Output);
        Assert.Equal(0, ToolRun.Of("convert", model, "-o", Output).ExitCode);
        Assert.Equal([Output], Directory.GetFiles(outputs));
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_signal_removes_the_folder_for_temporary_files()
    {
        var run = ToolRun.OfShell(
            $"export TMPDIR='{outputs}'; {ToolRun.Command} demo --quiet & p=$!; for i in $(seq 200); do ls '{outputs}' | grep -q "
            + $"octavo-demo && break; sleep 0.05; done; kill -TERM $p; wait $p");
        Assert.True(run.ExitCode == 143, $"exit code {run.ExitCode}: {run.Error}");
        Assert.DoesNotContain(Directory.GetDirectories(outputs),
            folder => Path.GetFileName(folder).StartsWith("octavo-demo", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Starts a conversion and sends it a signal: mostly while it is writing, sometimes before.</summary>
    private ToolRun Interrupt(string signal, int time)
    {
        File.Delete(Output);
        var earlier = Directory.GetFiles(outputs).ToHashSet(StringComparer.Ordinal);
        using var process = ToolRun.Start("convert", model, "-o", Output, "--quiet");
        var clock = Stopwatch.StartNew();
        var earliest = time % 5 == 4 ? TimeSpan.FromMilliseconds(40 * time) : TimeSpan.FromSeconds(30);
        while (clock.Elapsed < earliest && !process.HasExited && Directory.GetFiles(outputs).All(earlier.Contains))
        {
            Thread.Sleep(1);
        }

        Thread.Sleep(time);
        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        return ToolRun.Finish(process, "convert");
    }

    /// <summary>A model of 48 MiB: its file takes a while to be written.</summary>
    private long WriteModel()
    {
        var graph = new Graph("main");
        var edit = new GraphEdit(graph);
        var shape = new Shape(Elements);
        var input = edit.AddInput("x", ElementType.Float32, shape);
        var weights = edit.AddConstant("weights", Constant.From(Tensor.From(shape, new float[Elements])));
        var sum = edit.NewValue("sum", ElementType.Float32, shape);
        edit.AddNode("sum", new Add(), [input, weights], [sum]);
        edit.AddOutput(sum);
        var written = new Model();
        written.Subgraphs.Add(graph);
        ModelWriter.Write(written, model);
        var whole = Path.Combine(folder, "whole.tflite");
        Assert.Equal(0, ToolRun.Of("convert", model, "-o", whole).ExitCode);
        return new FileInfo(whole).Length;
    }
}
