using Octavo.Kernels;

namespace Octavo.Fuzzing;

/// <summary>Changed models, run where every operand, scratch area and packed weight ends at a page that nobody may touch.</summary>
public sealed class GuardedModelTests
{
    private const long Cases = 4000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Fact]
    public void Changed_models_never_read_or_write_beyond_their_operands()
    {
        using var campaign = new Campaign(
            new CampaignOptions(
                Longest, Seed: 2, ["tflite"], Path.Combine(SeedFolders.Repository, "artifacts/fuzzing/guarded"), MostCases: Cases,
                Environment: new Dictionary<string, string> { [GuardPages.VariableName] = "1" }),
            TextWriter.Null);
        campaign.Run();
        Console.WriteLine(campaign.Summary());

        // Time and memory are judged without guard pages, which cost both.
        Assert.True(
            !campaign.Findings.Any(finding =>
                finding.Signature.StartsWith("death", StringComparison.Ordinal)
                || finding.Signature.StartsWith("crash", StringComparison.Ordinal)),
            campaign.Summary());
        Assert.All(campaign.Tallies, tally => Assert.True(tally.Cases > 0 && tally.Refused > 0, $"{tally}"));
    }
}
