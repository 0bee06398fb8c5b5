namespace Octavo;

/// <summary>How long one node took in one invocation.</summary>
public readonly record struct StepTime(string Node, string Operator, TimeSpan Time);
