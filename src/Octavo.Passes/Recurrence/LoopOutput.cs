namespace Octavo.Passes;

/// <summary>What an output of a loop holds.</summary>
/// <param name="Layer">The layer whose outputs it holds.</param>
/// <param name="IsLast">Whether it is the last step alone; all steps otherwise.</param>
internal sealed record LoopOutput(int Layer, bool IsLast);
