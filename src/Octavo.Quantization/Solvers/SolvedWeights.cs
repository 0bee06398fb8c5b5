using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>What a solver found in one pass over a constant, and the function that makes its stored form of the same elements.</summary>
/// <param name="Quantization">
/// Null where the stored form needs no scales. A scale that is not finite means that the elements have no such form.
/// </param>
/// <param name="Quantize">Pure; called when the constant is written or packed, as often as wanted.</param>
internal sealed record SolvedWeights(AffineQuantization? Quantization, Func<Tensor, Tensor> Quantize)
{
    /// <summary>
    /// What a file says: scales that every runtime takes, normal and greater than zero, with the same codes for the same reals. Channels of
    /// zeros, for which some tools have the scale 0, get 1, as TFLite's own solver for one scale gives it.
    /// </summary>
    public AffineQuantization? Stored { get; init; } = Quantization;

    /// <summary>The scales that a file keeps as a tensor of their own, those of blocks; null where there are none.</summary>
    public Tensor? BlockScales { get; init; }
}
