using System.Text.RegularExpressions;

namespace Octavo.Architecture;

/// <summary>What the README shows is what the samples do.</summary>
public sealed partial class SampleTests
{
    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block { get; }

    [Fact]
    public void Every_block_of_code_in_the_README_stands_in_a_sample()
    {
        var samples = Repository.Sources.Where(source => source.Path.StartsWith("samples/", StringComparison.Ordinal))
            .Select(source => source.Text).ToList();
        var blocks = Block.Matches(Repository.Read("README.md")).Select(match => match.Groups["code"].Value).ToList();
        Assert.NotEmpty(blocks);
        Assert.All(blocks,
            block => Assert.True(samples.Exists(sample => sample.Contains(block, StringComparison.Ordinal)), $"no sample holds:\n{block}"));
    }
}
