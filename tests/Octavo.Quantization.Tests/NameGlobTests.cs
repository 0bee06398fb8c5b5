using System.Diagnostics;

namespace Octavo.Quantization.Tests;

public sealed class NameGlobTests
{
    [Theory]
    [InlineData("conv1", "conv1", true)]
    [InlineData("conv1", "conv10", false)]
    [InlineData("conv?", "conv1", true)]
    [InlineData("conv?", "conv", false)]
    [InlineData("*", "", true)]
    [InlineData("*kernel", "conv1/kernel", true)]
    [InlineData("*kernel", "kernel/x", false)]
    [InlineData("conv*kernel*0", "conv1/kernel/0", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*c", "abbc", true)]
    [InlineData("a*b?*c", "abc", false)]
    [InlineData("[a](.)", "[a](.)", true)]
    [InlineData("[ab]", "a", false)]
    public void A_pattern_is_a_whole_name_with_wildcards(string pattern, string name, bool matches) =>
        Assert.Equal(matches, new NameGlob(pattern).IsMatch(name));

    [Fact]
    public void Thousands_of_stars_take_no_time()
    {
        var start = Stopwatch.GetTimestamp();
        Assert.True(new NameGlob(new string('*', 2000)).IsMatch(new string('a', 5000)));
        Assert.False(new NameGlob(string.Concat(Enumerable.Repeat("a*", 2000)) + "b").IsMatch(new string('a', 5000)));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }
}
