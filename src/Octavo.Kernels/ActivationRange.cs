namespace Octavo.Kernels;

/// <summary>
/// The closed range to which a fused activation clamps: a value below <see cref="Minimum"/> becomes it, a value above
/// <see cref="Maximum"/> becomes it, NaN and the sign of zero are kept.
/// </summary>
internal readonly record struct ActivationRange(float Minimum, float Maximum)
{
    public static ActivationRange None => new(float.NegativeInfinity, float.PositiveInfinity);

    public static ActivationRange Relu => new(0, float.PositiveInfinity);

    public static ActivationRange Relu6 => new(0, 6);

    public static ActivationRange ReluMinus1To1 => new(-1, 1);

    /// <summary>Clamps one value.</summary>
    public float Clamp(float value)
    {
        value = value < Minimum ? Minimum : value;
        return value > Maximum ? Maximum : value;
    }
}
