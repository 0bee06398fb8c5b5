using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Octavo.Fuzzing;

/// <summary>
/// Lets a child try cases of every kind in turn, and makes of the first fault of each cause a finding that is as small as it gets.
/// </summary>
internal sealed class Campaign(CampaignOptions options, TextWriter log) : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);
    private const int MostFindings = 200;
    private const double LongestToRepeat = 3000;

    private readonly WorkerProcess worker = new(options.Environment ?? new Dictionary<string, string>());
    private readonly Dictionary<string, long> faults = new(StringComparer.Ordinal);

    public IReadOnlyList<KindTally> Tallies { get; private set; } = [];

    public List<Finding> Findings { get; } = [];

    public void Run()
    {
        var kinds = options.Kinds.Count == 0 ? FuzzKinds.All : [.. options.Kinds.Select(FuzzKinds.Find)];
        Tallies = [.. kinds.Select(kind => new KindTally(kind.Name) { Next = options.First })];
        var watch = Stopwatch.StartNew();
        var shares = kinds.Sum(kind => kind.Share);
        var turn = TimeSpan.FromSeconds(Math.Clamp(options.Time.TotalSeconds / shares / 2, 0.2, LongestTurn.TotalSeconds));
        do
        {
            for (var index = 0; index < kinds.Count; index++)
            {
                Turn(Tallies[index], turn * kinds[index].Share);
            }
        }
        while (watch.Elapsed < options.Time && Tallies.Any(tally => tally.Cases < options.MostCases));
    }

    public string Summary()
    {
        var text = new StringBuilder();
        foreach (var tally in Tallies)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{tally}");
        }

        text.AppendLine(CultureInfo.InvariantCulture,
            $"{Tallies.Sum(tally => tally.Cases)} cases of seed {options.Seed}, {Findings.Count} causes of "
            + $"faults{(Findings.Count == 0 ? "" : $" in {options.Folder}")}");
        foreach (var finding in Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {finding} ({faults[Cause(finding.Kind, finding.Signature)]} times)");
        }

        return text.ToString();
    }

    public void Dispose() => worker.Dispose();

    private static string Cause(string kind, string signature) => $"{kind} {signature}";

    private void Turn(KindTally tally, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var fresh = new List<CaseReport>();
        while (watch.Elapsed < time && tally.Cases < options.MostCases)
        {
            tally.Next = worker.Run(tally.Kind, options.Seed, tally.Next, time - watch.Elapsed, options.MostCases - tally.Cases, report =>
            {
                tally.Count(report);
                if (report.Outcome == Outcome.Fault && Count(tally.Kind, report))
                {
                    fresh.Add(report);
                }
            });
            tally.LargestResidentBytes = Math.Max(tally.LargestResidentBytes, worker.ResidentBytes);
        }

        tally.Seconds += watch.Elapsed.TotalSeconds;
        foreach (var report in fresh.Where(_ => Findings.Count < MostFindings))
        {
            var finding = Minimize(tally.Kind, report);
            Findings.Add(finding);
            log.WriteLine(finding);
        }
    }

    /// <returns>Whether this cause is new.</returns>
    private bool Count(string kind, CaseReport report)
    {
        var cause = Cause(kind, report.Signature);
        faults[cause] = faults.GetValueOrDefault(cause) + 1;
        return faults[cause] == 1;
    }

    /// <summary>Leaves out each change without which the fault still shows.</summary>
    private Finding Minimize(string kind, CaseReport report)
    {
        var mask = (1u << FuzzKind.MostChanges) - 1;
        if (report.Milliseconds > LongestToRepeat)
        {
            report = report with { Details = $"not made smaller, since it takes long\n{report.Details}" };
        }
        else if (worker.One(kind, options.Seed, report.Index, mask).Signature != report.Signature)
        {
            report = report with { Details = $"does not show when the case stands alone\n{report.Details}" };
        }
        else
        {
            for (var change = 0; change < FuzzKind.MostChanges; change++)
            {
                var fewer = mask & ~(1u << change);
                mask = worker.One(kind, options.Seed, report.Index, fewer).Signature == report.Signature ? fewer : mask;
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report.Signature)))[..8];
        var word = string.Concat(report.Signature.TakeWhile(character => character != '<')
            .Select(character => char.IsLetterOrDigit(character) ? character : '-')).Trim('-');
        var path = Path.Combine(options.Folder, $"{kind}-{word[..Math.Min(48, word.Length)]}-{hash}");
        worker.Save(kind, options.Seed, report.Index, mask, path);
        Directory.CreateDirectory(path);
        var finding = new Finding(kind, options.Seed, report.Index, mask, report.Signature, report.Details, path);
        File.WriteAllText(path + ".txt", $"{finding}\n{report.Details.Replace(" | ", "\n", StringComparison.Ordinal)}\n");
        return finding;
    }
}
