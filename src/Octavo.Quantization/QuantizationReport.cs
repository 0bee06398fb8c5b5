using System.Collections.Immutable;
using Octavo.Quantization;

namespace Octavo;

/// <summary>What quantization did, for people and programs.</summary>
/// <param name="FloatBytes">Bytes of all constants before, each stored once.</param>
/// <param name="QuantizedBytes">Bytes of all constants after, each stored once, scales included.</param>
public sealed record QuantizationReport(string Recipe, string Source, ImmutableArray<QuantizationDecision> Decisions, long FloatBytes,
    long QuantizedBytes)
{
    /// <summary>
    /// A constant of whose elements more than this share is clamped, or of whose elements more than the other share vanishes, deserves a
    /// warning.
    /// </summary>
    private const double MostClamped = 0.001;
    private const double MostVanished = 0.5;

    /// <summary>The decisions by what was done and why, the largest first.</summary>
    public ImmutableArray<DecisionGroup> Summary { get; init; } = [];

    /// <summary>What the user should look at: weights that lost more than their rounding.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Whether anything was stored in another form.</summary>
    public bool ChangedAnything { get; init; }

    internal static QuantizationReport Of(QuantizationPlan plan)
    {
        var stored = plan.Values.Select((constant, index) =>
            (Constant: constant, Key: constant.Storage >= 0 ? constant.Storage : -1 - index))
            .GroupBy(item => item.Key, item => item.Constant).ToList();
        return new QuantizationReport(
            plan.Recipe,
            plan.Source,
            [
                .. plan.Nodes.Select(node => new QuantizationDecision(node.Name, node.Algorithm, node.Reason)),
                .. plan.Values.Select(constant => new QuantizationDecision(constant.Name, constant.Action, constant.Reason)),
            ],
            stored.Sum(sharers => sharers.Max(constant => constant.FloatBytes)),
            stored.Sum(QuantizedBytesOf))
        {
            Summary =
            [
                .. plan.Values.GroupBy(constant =>
                    (constant.Action, Reason: constant.ReasonKind.Length == 0 ? constant.Reason : constant.ReasonKind))
                    .Select(group =>
                        new DecisionGroup(group.Key.Action, group.Key.Reason, group.Count(), group.Sum(constant => constant.FloatBytes)))
                    .OrderByDescending(summary => summary.FloatBytes).ThenBy(summary => summary.Reason, StringComparer.Ordinal),
            ],
            Warnings = [.. plan.Values.SelectMany(WarningsOf)],
            ChangedAnything = plan.Quantizes(),
        };
    }

    private static long QuantizedBytesOf(IEnumerable<ValueDecision> sharers)
    {
        var constants = sharers.ToList();
        var codes = constants.SelectMany(constant => constant.Forms.Select(form => (constant, form)))
            .DistinctBy(item => (item.form.Scheme, Shape: item.form.Axis is null ? "" : string.Join(',', item.constant.Sizes)))
            .Sum(item => item.constant.BytesOf(item.form));
        return codes + (constants.Any(constant => constant.KeepsFloat) ? constants.Max(constant => constant.FloatBytes) : 0);
    }

    private static IEnumerable<string> WarningsOf(ValueDecision constant)
    {
        if (constant.Clamped > MostClamped * constant.ElementCount)
        {
            yield return $"'{constant.Name}': {constant.Clamped} of {constant.ElementCount} elements lie beyond {constant.Action} and were "
                + $"clamped to its greatest number";
        }

        if (constant.Vanished > MostVanished * constant.ElementCount)
        {
            yield return $"'{constant.Name}': {constant.Vanished} of {constant.ElementCount} elements are too small for {constant.Action} "
                + $"and became 0";
        }
    }
}
