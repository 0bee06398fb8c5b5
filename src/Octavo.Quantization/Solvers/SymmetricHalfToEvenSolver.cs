using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Signed codes with zero point 0, as ai-edge-quantizer's min-max does: scale = max(magnitude, 1e-9) / greatest in single precision; code =
/// x / scale, ties to even, cut to
/// [-greatest, greatest] in 8 bits and to [-greatest - 1, greatest] in fewer, where greatest is 127, 7 or 1.
/// Source: ai-edge-quantizer 0.10, uniform_quantize_tensor.py, as recorded.
/// </summary>
/// <param name="bits">8, 4 or 2.</param>
internal sealed class SymmetricHalfToEvenSolver(int bits) : MinMaxSolver
{
    private const float LeastMagnitude = 1e-9f;

    private readonly int greatest = (1 << (bits - 1)) - 1;

    public override string Name => "symmetric-half-to-even";

    public override ElementType ElementType => bits switch
    {
        2 => ElementType.Int2,
        4 => ElementType.Int4,
        _ => ElementType.Int8,
    };

    public override bool HasChannels => true;

    public override bool IsSymmetric => true;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<SingleQuotient>(
        weights, channelAxis, range => new CodeScale(Math.Max(range.Magnitude, LeastMagnitude) / greatest, 0, 0),
        bits == 8 ? -greatest : -greatest - 1, greatest);
}
