namespace Octavo.Operators;

/// <summary>Where an operator with weights takes its operands from, and which axes of the weights are the channels.</summary>
/// <param name="Data">Input that holds the activations; their last axis is the input channels.</param>
/// <param name="Weights">Input that holds the weights.</param>
/// <param name="Bias">Input that holds the bias, one element for each output channel; may be absent.</param>
/// <param name="OutputAxis">Axis of the weights that output channels run along.</param>
/// <param name="InputAxis">
/// Axis of the weights that input channels run along; null where a weight belongs to both kinds of channels.
/// </param>
internal sealed record WeightLayout(int Data, int Weights, int Bias, int OutputAxis, int? InputAxis);
