namespace Octavo.Passes;

/// <summary>What an output of a loop holds.</summary>
/// <param name="Step">What each step gives to it, within the body.</param>
/// <param name="IsLast">Whether it is the last step alone; all steps otherwise.</param>
internal sealed record LoopOutput(Columns Step, bool IsLast);
