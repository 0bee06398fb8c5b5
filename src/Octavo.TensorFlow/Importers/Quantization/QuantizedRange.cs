using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The codes of a quantized type, and the reals that its ends stand for.</summary>
/// <param name="Minimum">What the lowest code stands for, in the modes that use it.</param>
/// <param name="Maximum">What the highest code stands for.</param>
/// <param name="Lowest">The lowest code.</param>
/// <param name="Highest">The highest code.</param>
internal sealed record QuantizedRange(float Minimum, float Maximum, float Lowest, float Highest)
{
    /// <summary>The step of one code.</summary>
    public float Step => (Maximum - Minimum) / (Highest - Lowest);

    /// <summary>The step with which both ends have codes and 0 is code 0.</summary>
    public float SymmetricStep(bool isNarrow) => Math.Max(Lowest == 0 ? 0 : Minimum / (isNarrow ? Lowest + 1 : Lowest), Maximum / Highest);

    /// <param name="context">The node.</param>
    /// <param name="type">The type of the codes.</param>
    /// <param name="minimum">Which input is the minimum; the maximum follows.</param>
    /// <exception cref="OctavoException">Unsupported: the range is not known, one for each channel, or of wide codes.</exception>
    public static QuantizedRange Of(ImportContext context, ElementType type, int minimum)
    {
        var (low, high) = type switch
        {
            ElementType.Int8 => (-128f, 127f),
            ElementType.UInt8 => (0f, 255f),
            ElementType.Int16 => (-32768f, 32767f),
            ElementType.UInt16 => (0f, 65535f),
            _ => throw context.Unsupported($"codes of {type}", "Quantize to 8 or 16 bits."),
        };
        var bounds = (context.RequireKnown(minimum, "the minimum"), context.RequireKnown(minimum + 1, "the maximum"));
        return context.Attributes.Integer("axis") == -1 && bounds.Item1.Shape.ElementCount == 1 && bounds.Item2.Shape.ElementCount == 1
            ? new QuantizedRange(context.Elements<float>(bounds.Item1, "the least value")[0],
                context.Elements<float>(bounds.Item2, "the greatest value")[0], low, high)
            : throw context.Unsupported("a range for each channel", "Use one range for the tensor.");
    }
}
