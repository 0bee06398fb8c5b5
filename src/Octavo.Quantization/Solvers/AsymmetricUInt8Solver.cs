using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// uint8 in [0, 255] over the range of the elements and 0, as the graph transformation of 2018 did, in double precision: step = (maximum -
/// minimum) / 255, the zero point that of the end with the smaller error, code = zeroPoint + x / step, ties away from zero. From -10 to 30:
/// -10, 10, 30 become 0, 128, 255. Zeros alone have scale 0 and zero point 0. Source: TensorFlow
/// contrib/lite/toco/graph_transformations/quantize_weights.cc, as recorded.
/// </summary>
internal sealed class AsymmetricUInt8Solver : MinMaxSolver
{
    public override string Name => "asymmetric-uint8";

    public override ElementType ElementType => ElementType.UInt8;

    public override bool HasChannels => false;

    public override bool IsSymmetric => false;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<DoubleQuotient>(weights, channelAxis, ScaleOf, 0, 255);

    private static CodeScale ScaleOf(ValueRange range)
    {
        double minimum = range.Minimum;
        double maximum = range.Maximum;
        var step = (maximum - minimum) / 255;
        return step == 0 ? new CodeScale(0, 0, 0) : new CodeScale(step, 0, ZeroPoint(minimum / step, maximum / step));
    }

    private static int ZeroPoint(double lowest, double highest)
    {
        var fromMinimum = -lowest;
        var fromMaximum = 255 - highest;
        var zeroPoint = Math.Abs(lowest) < 255 + Math.Abs(highest) ? fromMinimum : fromMaximum;
        return double.IsNaN(zeroPoint) ? 0 : (int)Math.Round(Math.Clamp(zeroPoint, 0, 255), MidpointRounding.AwayFromZero);
    }
}
