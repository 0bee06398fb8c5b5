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
}
