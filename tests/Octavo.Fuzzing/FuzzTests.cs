using System.Globalization;

namespace Octavo.Fuzzing;

/// <summary>Two minutes of changed files, and whether the finder of faults finds them.</summary>
public sealed class FuzzTests
{
    private const double DefaultSeconds = 120;

    /// <summary>
    /// Cases of each kind at most, so that a faster machine tries the same cases and no others: new ones are sought by hand, with other
    /// seeds.
    /// </summary>
    private const long MostCases = 7000;

    /// <summary>Files that kernels run on: tried again with memory that ends where an operand does.</summary>
    private static readonly string[] Run = ["graphdef", "savedmodel", "tflite"];

    private static double Seconds =>
        double.TryParse(Environment.GetEnvironmentVariable("OCTAVO_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var given) ? given
        : DefaultSeconds;

    [Fact]
    public void Changed_files_end_in_an_answer_or_in_one_typed_error() => Try(Seconds / 2, [], []);

    [Fact]
    public void Kernels_stay_within_their_operands_whatever_the_file() =>
        Try(Seconds / 2, Run, [KeyValuePair.Create("OCTAVO_GUARD_PAGES", "1")]);

    private static void Try(double seconds, IReadOnlyList<string> kinds, IEnumerable<KeyValuePair<string, string>> environment)
    {
        using var campaign = new Campaign(
            new CampaignOptions(
                TimeSpan.FromSeconds(seconds), Seed: 1, kinds, Path.Combine(SeedFolders.Repository, "artifacts/fuzzing/test"),
                MostCases: MostCases,
                Environment: environment.ToDictionary()),
            TextWriter.Null);
        campaign.Run();
        Console.WriteLine(campaign.Summary());
        Assert.True(campaign.Findings.Count == 0, campaign.Summary());
        Assert.All(campaign.Tallies, tally => Assert.True(tally.Refused > 0, $"{tally}"));
    }

    [Fact]
    public void Crashes_deaths_hangs_and_floods_of_memory_are_found_and_told_apart()
    {
        var folder = Directory.CreateTempSubdirectory("octavo-fuzzing-test").FullName;
        try
        {
            using var campaign =
                new Campaign(new CampaignOptions(TimeSpan.FromMinutes(5), Seed: 3, ["breaking"], folder, MostCases: 40), TextWriter.Null);
            campaign.Run();
            Assert.Equal(
                ["crash ArgumentNullException", "crash OutOfMemoryException", "death exit139", "hang"],
                campaign.Findings.Select(finding =>
                    finding.Signature.Split(" <")[0].Replace("exit134", "exit139", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal));
            Assert.All(campaign.Findings, finding => Assert.True(File.Exists(Path.Combine(finding.Path, "made"))));
            Assert.Equal(40, campaign.Tallies[0].Cases);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_cases_and_every_kind_has_examples_that_change()
    {
        foreach (var kind in FuzzKinds.All)
        {
            var changed = 0;
            for (var index = 0; index < 20; index++)
            {
                var left = kind.Make(5, index, uint.MaxValue);
                var right = kind.Make(5, index, uint.MaxValue);
                Assert.Equal(left.Files.Select(file => Convert.ToHexString(file.Value)),
                    right.Files.Select(file => Convert.ToHexString(file.Value)));
                changed += kind.Make(5, index, 0).Files.Zip(left.Files)
                    .Any(pair => !pair.First.Value.AsSpan().SequenceEqual(pair.Second.Value)) ? 1 : 0;
            }

            Assert.InRange(changed, 10, 20);
        }
    }
}
