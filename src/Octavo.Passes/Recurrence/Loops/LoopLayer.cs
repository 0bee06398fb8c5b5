namespace Octavo.Passes;

/// <summary>One recurrent layer of a loop.</summary>
/// <param name="Cell">What each step computes, within the body; its input is a value of the step alone.</param>
internal sealed record LoopLayer(RecurrentCell Cell);
