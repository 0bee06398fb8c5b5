using System.Runtime.Versioning;

namespace Octavo.EndToEnd;

/// <summary>
/// Standard streams that are full, closed, or that nobody reads any more: exit code 6, in one line or none, and never an abort.
/// </summary>
public sealed class StreamTests
{
    [SystemTheory("linux")]
    [SupportedOSPlatform("linux")]
    [InlineData("octavo inspect \"$MODEL\" > /dev/full")]
    [InlineData("octavo --help > /dev/full")]
    [InlineData("octavo doctor --json > /dev/full")]
    [InlineData("octavo inspect \"$MODEL\" >&-")]
    [InlineData("octavo inspect nowhere --json >&-")]
    [InlineData("octavo inspect nowhere 2> /dev/full")]
    [InlineData("octavo inspect nowhere 2>&-")]
    [InlineData("octavo inspect nowhere >&- 2>&-")]
    [InlineData("octavo convert \"$MODEL\" -o /dev/null 2> /dev/full")]
    [InlineData("octavo convert \"$MODEL\" -o - > /dev/full")]
    [InlineData("octavo convert \"$MODEL\" -o - >&-")]
    [InlineData("octavo convert \"$MODEL\" -o - | head -c 100 > /dev/null")]
    [InlineData("octavo run \"$MODEL\" --random-inputs -o - | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}", true)]
    [InlineData("octavo inspect \"$MODEL\" --nodes | true", true)]
    public void What_cannot_be_written_ends_with_six(string line, bool mayBeDone = false)
    {
        var run = ToolRun.OfShell($"MODEL='{Workplace.FloatModel}'\n{line}");
        Assert.True(run.ExitCode == 6 || (mayBeDone && run.ExitCode == 0), $"exit code {run.ExitCode}: {run.Error}");
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of Octavo", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_nothing_is_written_to_may_be_closed()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(0, ToolRun.OfShell($"octavo inspect '{Workplace.FloatModel}' 2>&-").ExitCode);
        }
    }

    [SystemFact("linux")]
    [SupportedOSPlatform("linux")]
    public void A_file_that_both_streams_share_gets_everything_in_order()
    {
        using var work = new Workplace();
        Assert.Equal(0, ToolRun.OfShell($"(echo before; octavo doctor; octavo doctor; echo after) > '{work["log"]}'").ExitCode);
        var lines = File.ReadAllLines(work["log"]);
        Assert.Equal(("before", "after"), (lines[0], lines[^1]));
        Assert.Equal(2, lines.Count(line => line.Contains("processors", StringComparison.Ordinal)));
    }
}
