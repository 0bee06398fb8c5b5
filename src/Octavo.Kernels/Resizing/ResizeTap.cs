namespace Octavo.Kernels;

/// <summary>The two input positions that one output position of a resized axis reads.</summary>
/// <param name="Distance">From the lower one, in input steps; the upper one's weight.</param>
internal readonly record struct ResizeTap(int Lower, int Upper, float Distance);
