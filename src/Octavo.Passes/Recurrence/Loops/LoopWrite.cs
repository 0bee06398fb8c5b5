namespace Octavo.Passes;

/// <summary>How a loop writes a sequence, one step after the other.</summary>
/// <param name="Step">What is written, within the body.</param>
internal sealed record LoopWrite(Columns Step, TimeStepOrder Order);
