using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>How a loop reads a sequence, one step after the other.</summary>
/// <param name="Sequence">Around the loop, [time, batch, depth].</param>
internal sealed record LoopRead(Value Sequence, TimeStepOrder Order);
