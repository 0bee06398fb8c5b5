using Octavo.Evaluation;
using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>Every recorded file there is: what Octavo runs, it runs as recorded; what it must refuse, it refuses.</summary>
public sealed class WholeRecordSuite
{
    [RecordedFact]
    public void Nothing_that_runs_departs_from_the_record_without_a_reason()
    {
        var shared = SharedFolder.Of();
        var results = new FolderReplay(new InterpreterOptions()).Run(Path.Combine(shared, "conformance"), new HashSet<string>()).ToList();
        var failed = results.Where(result => result.Outcome == "failed").ToDictionary(NameOf, result => result.Reason);
        Console.WriteLine(string.Join(", ", results.CountBy(result => result.Outcome).Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.DoesNotContain(failed, result => Departures.ReasonOf(result.Key) is null);
        Assert.Equal(Departures.Cases, failed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Refusals.All,
            results.Where(result => result.Outcome == "unsupported").Select(Refusals.KeyOf).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(results, result => IsMalformed(result) && result.Reason == FolderReplay.RunsAnyway);
        Assert.InRange(results.Count(result => result.Outcome == "passed"), 2600, int.MaxValue);
    }

    /// <summary>Damaged models; elsewhere a recorded refusal is LiteRT's own limit.</summary>
    private static bool IsMalformed(FolderReplay.CaseResult result) => Path.GetFileName(Path.GetDirectoryName(result.Name)) == "_malformed";

    private static string NameOf(FolderReplay.CaseResult result) =>
        $"{Path.GetFileName(Path.GetDirectoryName(result.Name))}/{Path.GetFileNameWithoutExtension(result.Name)}";
}
