using System.Collections.Immutable;

namespace Octavo.Quantization;

/// <summary>What quantization did, for people and programs.</summary>
/// <param name="FloatBytes">Bytes of all constants before.</param>
/// <param name="QuantizedBytes">Bytes of all constants after, scales included.</param>
public sealed record QuantizationReport(string Recipe, string Source, ImmutableArray<QuantizationDecision> Decisions, long FloatBytes, long QuantizedBytes)
{
    public static QuantizationReport Of(QuantizationPlan plan) => new(
        plan.Recipe,
        plan.Source,
        [.. plan.Constants.Select(constant => new QuantizationDecision(constant.Name, constant.Action, constant.Reason))],
        plan.Constants.Sum(constant => constant.FloatBytes),
        plan.Constants.Sum(constant => constant.QuantizedBytes));
}
