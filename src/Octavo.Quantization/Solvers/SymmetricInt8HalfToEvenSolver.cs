using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// int8 in [-127, 127], zero point 0, as ai-edge-quantizer's min-max does: scale = max(magnitude, 1e-9) / 127 in single precision; code = x / scale, ties to even.
/// Source: ai-edge-quantizer 0.10, uniform_quantize_tensor.py, as recorded.
/// </summary>
internal sealed class SymmetricInt8HalfToEvenSolver : MinMaxSolver
{
    private const float LeastMagnitude = 1e-9f;

    public override string Name => "symmetric-int8-half-to-even";

    public override ElementType ElementType => ElementType.Int8;

    public override bool HasChannels => true;

    public override bool IsSymmetric => true;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<SingleQuotient>(
        weights, channelAxis, range => new CodeScale(Math.Max(range.Magnitude, LeastMagnitude) / 127f, 0, 0), -127, 127);
}
