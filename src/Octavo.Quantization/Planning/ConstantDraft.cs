using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>One constant while it is decided what happens to it.</summary>
/// <param name="Planned">What is known of it whatever is decided.</param>
/// <param name="WhyKept">What forbids to change it, whoever reads it; null where nothing does.</param>
/// <param name="Uses">What its readers want; changed as decisions are made.</param>
internal sealed record ConstantDraft(
    ValueDecision Planned, Value Constant, string? WhyKept, IReadOnlyList<WeightUse> Uses)
{
    /// <summary>Why its elements must stay as they are, for some reader at least; null where nothing asks for that.</summary>
    public string? WhyFloat =>
        WhyKept ?? (Uses.Count == 0 ? "no node reads it" : Uses.FirstOrDefault(use => use.Solver is null)?.Decision.Refusal);
}
