using System.Collections.Immutable;

namespace Octavo;

/// <summary>
/// real = scale x (q - zeroPoint), with one scale for the whole tensor or one per index of <see cref="Axis"/>.
/// See docs/numerics.md, "Affine quantization".
/// </summary>
/// <param name="Scales">At least one, each finite and not negative (files of older tools hold 0 for channels of zeros).</param>
/// <param name="ZeroPoints">As many as scales.</param>
/// <param name="Axis">The axis that scales run along; 0 where there is a single scale.</param>
public sealed record AffineQuantization(ImmutableArray<float> Scales, ImmutableArray<long> ZeroPoints, int Axis = 0)
{
    public bool IsPerChannel => Scales.Length > 1;

    /// <summary>The single scale of a tensor that is quantized as a whole, the first otherwise.</summary>
    public float Scale => Scales[0];

    public long ZeroPoint => ZeroPoints[0];

    public bool IsSymmetric => ZeroPoints.All(zeroPoint => zeroPoint == 0);

    public static AffineQuantization PerTensor(float scale, long zeroPoint) => new([scale], [zeroPoint]);

    public bool Equals(AffineQuantization? other) =>
        other is not null && Axis == other.Axis
        && Scales.AsSpan().SequenceEqual(other.Scales.AsSpan()) && ZeroPoints.AsSpan().SequenceEqual(other.ZeroPoints.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Axis, Scales.Length, Scale, ZeroPoint);

    public override string ToString() =>
        IsPerChannel ? $"{Scales.Length} scales along axis {Axis}" : $"scale {Scale:R}, zero point {ZeroPoint}";
}
