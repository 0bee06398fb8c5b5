namespace Octavo.Passes;

/// <summary>A state of a recurrent layer of a loop.</summary>
/// <param name="Index">0 for the hidden state, 1 for the cell state.</param>
internal sealed record LoopState(LoopLayer Layer, int Index);
