namespace Octavo.Evaluation;

/// <summary>One output of a replayed case.</summary>
/// <param name="Reason">Null where it is within the tolerance.</param>
/// <param name="IsBitEqual">Whether no element differs.</param>
internal sealed record ReplayedOutput(string Key, string? Reason, double Difference, bool IsBitEqual);
