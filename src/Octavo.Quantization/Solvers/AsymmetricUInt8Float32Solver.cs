using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// <see cref="AsymmetricUInt8Solver"/> in single precision, as the model-file tool of December 2018 did: code = zeroPoint + x * (1 /
/// scale). A range beyond float32 has an infinite scale. Source: TensorFlow contrib/lite/tools/optimize/quantize_weights.cc, as recorded.
/// </summary>
internal sealed class AsymmetricUInt8Float32Solver : MinMaxSolver
{
    public override string Name => "asymmetric-uint8-float32";

    public override ElementType ElementType => ElementType.UInt8;

    public override bool HasChannels => false;

    public override bool IsSymmetric => false;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<SingleProduct>(weights, channelAxis, ScaleOf, 0, 255);

    private static CodeScale ScaleOf(ValueRange range)
    {
        var scale = (range.Maximum - range.Minimum) / 255f;
        if (scale == 0)
        {
            return new CodeScale(0, 0, 0);
        }

        var lowest = range.Minimum / scale;
        var highest = range.Maximum / scale;
        var zeroPoint = MathF.Abs(lowest) < 255 + MathF.Abs(highest) ? -lowest : 255 - highest;
        return new CodeScale(scale, 1 / scale,
            float.IsNaN(zeroPoint) ? 0 : (int)MathF.Round(Math.Clamp(zeroPoint, 0, 255), MidpointRounding.AwayFromZero));
    }
}
