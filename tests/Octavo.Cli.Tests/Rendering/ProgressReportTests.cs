namespace Octavo.Cli.Tests;

public sealed class ProgressReportTests
{
    [Theory]
    [InlineData(0, null, 3, "evaluating m: 3 s")]
    [InlineData(100, 1000L, 10, "evaluating m: 100 of 1000 (10 %), 10 a second, 1 min 30 s left")]
    [InlineData(5, 10L, 10, "evaluating m: 5 of 10 (50 %), 0.5 a second, 10 s left")]
    [InlineData(1000, 1000L, 10, "evaluating m: 1000 of 1000 (100 %), 100 a second")]
    [InlineData(70, null, 10, "evaluating m: 70, 7.0 a second")]
    [InlineData(1, 100000L, 1, "evaluating m: 1 of 100000 (0 %), 1.0 a second, 27 h 46 min left")]
    public void A_line_says_how_far_how_fast_and_how_long(long done, long? total, double seconds, string expected) =>
        Assert.Equal(expected, ProgressReport.Describe("evaluating m", done, total, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_terminal_gets_one_line_that_is_written_anew_and_taken_away()
    {
        var (writer, clock) = (new StringWriter(), new Clock());
        using (var report = new ProgressReport(writer, isTerminal: true, clock))
        {
            report.Report("evaluating m", 1, 100);
            clock.Seconds = 0.9;
            report.Report("evaluating m", 9, 100);
            Assert.Equal("", writer.ToString());
            clock.Seconds = 1;
            report.Report("evaluating m", 10, 100);
            clock.Seconds = 1.1;
            report.Report("evaluating m", 11, 100);
            clock.Seconds = 2;
            report.Report("evaluating m", 40, 100);
        }

        var lines = writer.ToString().Split('\r');
        Assert.Equal(
            ["", "octavo: evaluating m: 10 of 100 (10 %), 10 a second, 9 s left",
                "octavo: evaluating m: 40 of 100 (40 %), 20 a second, 3 s left", new string(' ', lines[2].Length), ""], lines);
    }

    [Fact]
    public void A_new_stage_is_shown_at_once_and_has_a_rate_of_its_own()
    {
        var (writer, clock) = (new StringWriter(), new Clock());
        using var report = new ProgressReport(writer, isTerminal: true, clock);
        clock.Seconds = 5;
        report.Report("reading");
        clock.Seconds = 6;
        report.Report("writing", 1, 2);
        clock.Seconds = 7;
        report.Report("writing", 1, 2);
        Assert.Equal("\roctavo: reading: 0 s\roctavo: writing: 1 of 2\roctavo: writing: 1 of 2 (50 %), 1.0 a second, 1 s left",
            writer.ToString());
    }

    [Fact]
    public void What_is_no_terminal_gets_nothing_unless_asked_for()
    {
        var (writer, clock) = (new StringWriter(), new Clock());
        using var report = new ProgressReport(writer, isTerminal: false, clock);
        clock.Seconds = 100;
        report.Report("evaluating m", 1, 100);
        Assert.Equal("", writer.ToString());
    }

    /// <summary>A clock that a test sets.</summary>
    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (long)(Seconds * TimestampFrequency);
    }
}
