using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// int8 in [-127, 127], zero point 0, as TensorFlow's converter does: step = magnitude / 127 in double precision, magnitude at least 5e-7
/// (so zeros have the scale 3.937008e-9); code = x / step, ties away from zero; the scale that is stored is the step as float32. Source:
/// LiteRT converter/transforms/prepare_quantize_dynamic_range.cc and quantization utilities, as recorded.
/// </summary>
internal sealed class SymmetricInt8Solver : MinMaxSolver
{
    private const double LeastMagnitude = 5e-7;

    public override string Name => "symmetric-int8";

    public override ElementType ElementType => ElementType.Int8;

    public override bool HasChannels => true;

    public override bool IsSymmetric => true;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<DoubleQuotient>(
        weights, channelAxis, range => new CodeScale(Math.Max(range.Magnitude, LeastMagnitude) / 127.0, 0, 0), -127, 127);
}
