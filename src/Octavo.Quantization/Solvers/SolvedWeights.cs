using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>What a solver found in one pass over a constant, and the function that makes its stored form of the same elements.</summary>
/// <param name="Quantization">Null where the stored form needs no scales. A scale that is not finite means that the elements have no such form.</param>
/// <param name="Quantize">Pure; called when the constant is written or packed, as often as wanted.</param>
public sealed record SolvedWeights(AffineQuantization? Quantization, Func<Tensor, Tensor> Quantize);
