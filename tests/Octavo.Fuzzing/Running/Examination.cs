using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Octavo.Fuzzing;

/// <summary>One case carried out in this process, judged and measured.</summary>
/// <param name="Signature">Of a fault: what and where, the same for all cases of one cause; else empty.</param>
/// <param name="AllocatedBytes">Managed memory, freed or not.</param>
internal sealed record Examination(Outcome Outcome, string Signature, string Details, double Milliseconds, long AllocatedBytes)
{
    private const int LongestMessage = 10_000;
    private const long MostAllocatedBytes = 2L << 30;
    private static readonly Regex Frame = new(@"at (Octavo\.(?!Fuzzing)[\w.`<>|+\[\]]+)\(", RegexOptions.CultureInvariant);

    public static Examination Of(FuzzKind kind, FuzzInput input, string folder)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        var (outcome, signature, details) = Judge(() => kind.Examine(input, folder));
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        if (outcome != Outcome.Fault && allocated > MostAllocatedBytes)
        {
            (outcome, signature, details) =
                (Outcome.Fault, $"alloc {allocated >> 30} GiB", $"{allocated} bytes allocated for {input.Length} bytes");
        }

        return new Examination(outcome, signature, details, milliseconds, allocated);
    }

    /// <summary>The frames of Octavo in a stack trace, innermost first.</summary>
    public static string Frames(string trace, int count) =>
        string.Join(" < ",
            Frame.Matches(trace).Select(match => match.Groups[1].Value)
            .Where(name => !name.Contains(".OctavoException", StringComparison.Ordinal)).Distinct().Take(count));

    private static (Outcome Outcome, string Signature, string Details) Judge(Action examine)
    {
        try
        {
            examine();
            return (Outcome.Result, "", "");
        }
        catch (OctavoException refusal) when (refusal.Kind != ErrorKind.Internal)
        {
            return refusal.Message.Length > LongestMessage
                ? (Outcome.Fault, $"huge-message < {Frames(refusal.StackTrace ?? "", 2)}", refusal.Message[..LongestMessage])
                : (Outcome.Refused, $"{refusal.Kind}", refusal.Message);
        }
        catch (FuzzFault fault)
        {
            return (Outcome.Fault, fault.InnerException is { } inner ? $"{fault.Message} < {Frames(inner.ToString(), 2)}" : fault.Message,
                fault.ToString());
        }
        catch (Exception failure)
        {
            return (Outcome.Fault, $"crash {(failure.InnerException ?? failure).GetType().Name} < {Frames(failure.ToString(), 2)}",
                failure.ToString());
        }
    }
}
