using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>One recurrent layer of a loop.</summary>
/// <param name="Cell">What each step computes, within the body.</param>
/// <param name="Source">Index of the layer whose output it reads; -1 where it reads <paramref name="Sequence"/>.</param>
/// <param name="Sequence">Around the loop, [time, batch, depth]; null where it reads another layer.</param>
internal sealed record LoopLayer(RecurrentCell Cell, int Source, Value? Sequence);
