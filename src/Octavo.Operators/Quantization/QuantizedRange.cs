using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The codes between which an activation clamps a quantized output.</summary>
/// <param name="Minimum">The lowest code, or that of the activation's lower bound where it is higher.</param>
/// <param name="Maximum">Likewise from above.</param>
internal readonly record struct QuantizedRange(int Minimum, int Maximum)
{
    /// <summary>
    /// A bound x has the code zeroPoint + x / scale, the quotient in float32, ties away from zero.
    /// Source: LiteRT tflite/kernels/kernel_util.cc, CalculateActivationRangeQuantized (the formula).
    /// </summary>
    /// <param name="type">int8, uint8 or int16.</param>
    public static QuantizedRange Of(ActivationRange range, AffineQuantization quantization, ElementType type)
    {
        var (lowest, highest) = type switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            _ => ((int)short.MinValue, (int)short.MaxValue),
        };
        return new(
            float.IsFinite(range.Minimum) ? Math.Max(lowest, Code(range.Minimum)) : lowest,
            float.IsFinite(range.Maximum) ? Math.Min(highest, Code(range.Maximum)) : highest);

        int Code(float bound) =>
            int.CreateSaturating(quantization.ZeroPoint + MathF.Round(bound / quantization.Scale, MidpointRounding.AwayFromZero));
    }

    public int Clamp(int code) => Math.Min(Math.Max(code, Minimum), Maximum);
}
