namespace Octavo.Operators;

/// <summary>How a constant operand may be stored as weights.</summary>
/// <param name="ChannelAxis">
/// The axis that may have a scale for each index; null where only one scale for the whole tensor is allowed, as always beside
/// uint8 activations.
/// </param>
/// <param name="Hybrid">How LiteRT's kernels compute with 8-bit weights and float activations here.</param>
/// <param name="TakesUInt8">
/// Whether LiteRT's hybrid kernel also takes the weights of December 2018: signed bytes with one scale in a tensor typed UINT8.
/// </param>
/// <param name="IsVector">
/// Whether it is a vector beside matrices (a peephole), which hybrid kernels take in 8 bits where the matrices are, however few elements it
/// has.
/// </param>
/// <param name="BlockAxis">The axis that may have a scale for each block of neighbours; null where none may.</param>
/// <param name="LeastBlockBits">The fewest bits that LiteRT's kernels take beside scales of blocks. Source: LiteRT 2.3, as run.</param>
/// <param name="LeastBits">
/// The fewest bits that LiteRT's kernels take, of 8, 4 and 2. Source: LiteRT tflite/converter/ir/tfl_ops.td.
/// </param>
internal sealed record WeightForm(
    int? ChannelAxis, HybridForm Hybrid, bool TakesUInt8 = false, bool IsVector = false, int? BlockAxis = null,
    int LeastBlockBits = 4, int LeastBits = 8);
