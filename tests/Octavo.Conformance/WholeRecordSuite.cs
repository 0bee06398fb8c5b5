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
        Assert.InRange(results.Count(result => result.Outcome == "passed"), 2600, int.MaxValue);
    }

    private static string NameOf(FolderReplay.CaseResult result) =>
        $"{Path.GetFileName(Path.GetDirectoryName(result.Name))}/{Path.GetFileNameWithoutExtension(result.Name)}";
}
