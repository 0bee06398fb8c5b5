using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The runs of neighbouring elements that share a scale and zero point: the whole tensor, or one run for each index up to the quantized
/// axis.
/// </summary>
internal sealed class ChannelRuns
{
    private readonly float[] scales;
    private readonly int[] zeroPoints;

    /// <exception cref="OctavoException">The scales don't fit the axis.</exception>
    public ChannelRuns(AffineQuantization quantization, Shape shape, string where)
    {
        scales = [.. quantization.Scales];
        zeroPoints = [.. quantization.ZeroPoints.Select(zeroPoint => (int)zeroPoint)];
        RunCount = 1;
        RunLength = shape.ElementCount;
        if (quantization.IsPerChannel)
        {
            if (quantization.Axis >= shape.Rank || shape[quantization.Axis] != scales.Length || zeroPoints.Length != scales.Length)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, "the scales don't fit the quantized axis", where,
                    $"one scale and zero point for each index of axis {quantization.Axis} of {shape}",
                    $"{scales.Length} scales, {zeroPoints.Length} zero points");
            }

            RunCount = shape.ElementCountBetween(0, quantization.Axis + 1);
            RunLength = shape.ElementCountBetween(quantization.Axis + 1, shape.Rank);
        }
    }

    public long RunCount { get; }

    public long RunLength { get; }

    public float Scale(long run) => scales[run % scales.Length];

    public int ZeroPoint(long run) => zeroPoints[run % zeroPoints.Length];
}
