namespace Octavo;

/// <summary>What was done with several constants for one reason.</summary>
/// <param name="Action">What: <c>kept float</c>.</param>
/// <param name="Reason">Why, without what belongs to one constant alone: <c>fewer than 1024 elements</c>.</param>
/// <param name="FloatBytes">Bytes that they had.</param>
public sealed record DecisionGroup(string Action, string Reason, int Count, long FloatBytes);
