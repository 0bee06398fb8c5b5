namespace Octavo.Operators;

/// <summary>One weight input of an operator.</summary>
/// <param name="Input">Its index among the node's inputs.</param>
/// <param name="ChannelAxis">The axis that may have a scale per index; null where only one scale for the whole tensor is allowed.</param>
/// <param name="Hybrid">How LiteRT's kernels compute with 8-bit weights and float activations here.</param>
/// <param name="TakesUInt8">Whether LiteRT's hybrid kernel also takes the weights of December 2018: signed bytes with one scale in a tensor typed UINT8.</param>
/// <param name="IsVector">Whether it is a vector beside matrices (a peephole), which hybrid kernels take in 8 bits where the matrices are, however few elements it has.</param>
internal sealed record WeightOperand(int Input, int? ChannelAxis, HybridForm Hybrid, bool TakesUInt8 = false, bool IsVector = false);
