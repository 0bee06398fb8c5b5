using System.Text.RegularExpressions;
using Octavo.Quantization;

namespace Octavo.Cli;

/// <summary>Decisions about constants, put together by what was done and why; <c>--verbose</c> shows each by name.</summary>
internal static partial class DecisionSummary
{
    /// <summary>One line for each kind of decision, the one with the most constants first.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<QuantizationDecision> decisions) => decisions
        .GroupBy(decision => (decision.Action, Reason: KindOf(decision.Reason)))
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Action, StringComparer.Ordinal).ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
        .Select(group => group.Count() == 1
            ? $"{group.First().Value}: {group.First().Action}, {group.First().Reason}"
            : $"{group.Count()} constants: {group.Key.Action}, {group.Key.Reason}");

    /// <summary>A reason without the names and the sizes of one constant.</summary>
    public static string KindOf(string reason) => Count().Replace(Name().Replace(reason, ""), "");

    [GeneratedRegex(@" '[^']*'", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=^|; )\d+ elements, ", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
