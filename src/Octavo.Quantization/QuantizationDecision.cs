namespace Octavo;

/// <summary>What was done with one constant: <c>kept float</c>, because <c>576 elements, fewer than 1024</c>.</summary>
public sealed record QuantizationDecision(string Value, string Action, string Reason);
