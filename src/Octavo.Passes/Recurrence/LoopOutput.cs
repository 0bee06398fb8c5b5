namespace Octavo.Passes;

/// <summary>What an output of a loop holds.</summary>
/// <param name="Step">What each step gives to it, within the body.</param>
/// <param name="Order">Of all steps; null where it is the last step alone.</param>
internal sealed record LoopOutput(Columns Step, StepOrder? Order);
