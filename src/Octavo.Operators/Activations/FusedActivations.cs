using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>What fused activations mean in numbers.</summary>
internal static class FusedActivations
{
    /// <summary>Whether the activation is a clamp to <see cref="Range"/>.</summary>
    public static bool IsClamp(this FusedActivation activation) => activation is not (FusedActivation.Tanh or FusedActivation.SignBit);

    /// <exception cref="ArgumentOutOfRangeException">The activation is no clamp.</exception>
    public static ActivationRange Range(this FusedActivation activation) => activation switch
    {
        FusedActivation.None => ActivationRange.None,
        FusedActivation.Relu => ActivationRange.Relu,
        FusedActivation.ReluMinus1To1 => ActivationRange.ReluMinus1To1,
        FusedActivation.Relu6 => ActivationRange.Relu6,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "This activation is no clamp."),
    };

    /// <summary>
    /// The range of operators that clamp infinities to the largest finite float too, whatever their activation.
    /// Source: LiteRT's reference kernels of arithmetic and pooling, as recorded.
    /// </summary>
    public static ActivationRange FiniteRange(this FusedActivation activation)
    {
        var range = activation.Range();
        return new(Math.Max(range.Minimum, float.MinValue), Math.Min(range.Maximum, float.MaxValue));
    }
}
