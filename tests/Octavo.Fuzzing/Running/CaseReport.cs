namespace Octavo.Fuzzing;

/// <summary>What a child, or its end, said of a case.</summary>
internal sealed record CaseReport(long Index, Outcome Outcome, double Milliseconds, long AllocatedBytes, string Signature, string Details);
