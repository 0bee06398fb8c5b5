namespace Octavo.Passes;

/// <summary>What an output of a loop holds.</summary>
/// <param name="Step">What each step gives to it, within the body.</param>
/// <param name="Order">Of all steps; null where it is the last step alone.</param>
/// <param name="State">The state whose last value it holds, where that is not the last of a sequence; null elsewhere.</param>
internal sealed record LoopOutput(Columns Step, TimeStepOrder? Order, LoopState? State = null);
