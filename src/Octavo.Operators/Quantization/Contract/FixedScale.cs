using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The one scale and zero point that an operand may have, since its range is known: kernels compute with no other.</summary>
/// <param name="Scale8">Of 8 bits.</param>
/// <param name="ZeroPoint">Of int8; that of uint8 is greater by 128.</param>
/// <param name="Scale16">Of int16, whose zero point is 0; null where that is not fixed.</param>
internal sealed record FixedScale(float Scale8, int ZeroPoint, float? Scale16 = null)
{
    /// <summary>From 0 to 1.</summary>
    public static FixedScale UnitInterval { get; } = new(1f / 256, sbyte.MinValue, 1f / 32768);

    /// <summary>From -1 to 1.</summary>
    public static FixedScale SymmetricUnit { get; } = new(1f / 128, 0, 1f / 32768);

    /// <summary>Null where codes of the type have a scale of their own.</summary>
    public AffineQuantization? Of(ElementType type) => type switch
    {
        ElementType.Int8 => AffineQuantization.PerTensor(Scale8, ZeroPoint),
        ElementType.UInt8 => AffineQuantization.PerTensor(Scale8, ZeroPoint - sbyte.MinValue),
        ElementType.Int16 when Scale16 is { } scale => AffineQuantization.PerTensor(scale, 0),
        _ => null,
    };
}
