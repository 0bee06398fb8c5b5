using System.Globalization;

namespace Octavo.Fuzzing;

/// <summary>Counts of one kind.</summary>
internal sealed class KindTally(string kind)
{
    public string Kind { get; } = kind;

    public long Next { get; set; }

    public long Cases { get; private set; }

    public long Results { get; private set; }

    public long Refused { get; private set; }

    public long Faults { get; private set; }

    public double Seconds { get; set; }

    public double SlowestMilliseconds { get; private set; }

    public long SlowestCase { get; private set; }

    public long LargestAllocatedBytes { get; private set; }

    public long LargestResidentBytes { get; set; }

    public void Count(CaseReport report)
    {
        Cases++;
        Results += report.Outcome == Outcome.Result ? 1 : 0;
        Refused += report.Outcome == Outcome.Refused ? 1 : 0;
        Faults += report.Outcome == Outcome.Fault ? 1 : 0;
        LargestAllocatedBytes = Math.Max(LargestAllocatedBytes, report.AllocatedBytes);
        if (report.Milliseconds > SlowestMilliseconds)
        {
            (SlowestMilliseconds, SlowestCase) = (report.Milliseconds, report.Index);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind,-11} {Cases,9} cases {Cases / Math.Max(Seconds, 0.001),8:F0}/s  results {Percent(Results),5:F1} %  refused "
            + $"{Percent(Refused),5:F1} %  faults {Faults,4}  slowest {SlowestMilliseconds,7:F0} ms (case {SlowestCase})  allocated "
            + $"{LargestAllocatedBytes >> 20,5} MiB  resident {LargestResidentBytes >> 20,5} MiB");

    private double Percent(long part) => 100.0 * part / Math.Max(1, Cases);
}
