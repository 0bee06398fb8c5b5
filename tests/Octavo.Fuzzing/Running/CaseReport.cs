namespace Octavo.Fuzzing;

/// <summary>What a child, or its end, said of a case.</summary>
/// <param name="Changes">Number of changes that made the input; 0 where the child died before it could say.</param>
internal sealed record CaseReport(long Index, Outcome Outcome, double Milliseconds, long AllocatedBytes, int Changes, string Signature, string Details);
