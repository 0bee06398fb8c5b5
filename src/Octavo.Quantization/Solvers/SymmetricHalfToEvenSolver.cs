using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Signed codes with zero point 0, as ai-edge-quantizer's min-max does: scale = max(magnitude, 1e-9) / greatest in single precision; code =
/// x / scale, ties to even, cut to
/// [-greatest, greatest] in 8 bits and to [-greatest - 1, greatest] in fewer, where greatest is 127, 7 or 1. Scales of blocks are rounded
/// to bfloat16, then to float16, and codes are found by the rounded scale; where that is 0, Octavo has the scale 1 and codes 0.
/// Source: ai-edge-quantizer 0.10, uniform_quantize_tensor.py, as recorded.
/// </summary>
/// <param name="bits">8, 4 or 2.</param>
/// <param name="blockSize">How many neighbours along the last axis share a scale, a divisor of its size;
/// null for scales of channels or tensors.</param>
internal sealed class SymmetricHalfToEvenSolver(int bits, int? blockSize = null) : MinMaxSolver
{
    private const float LeastMagnitude = 1e-9f;

    private readonly int greatest = (1 << (bits - 1)) - 1;

    public override string Name => WeightSolvers.FewBits;

    public override ElementType ElementType => bits switch
    {
        2 => ElementType.Int2,
        4 => ElementType.Int4,
        _ => ElementType.Int8,
    };

    public override int? BlockSize => blockSize;

    public override bool HasChannels => blockSize is null;

    public override bool IsSymmetric => true;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) =>
        blockSize is { } size ? SolveBlocks(weights, size) : Solve(weights, channelAxis, magnitude => magnitude / greatest);

    private SolvedWeights Solve(Tensor weights, int? channelAxis, Func<float, float> scaleOf) => Solve<SingleQuotient>(
        weights, channelAxis, range => new CodeScale(scaleOf(Math.Max(range.Magnitude, LeastMagnitude)), 0, 0),
        bits == 8 ? -greatest : -greatest - 1, greatest);

    /// <summary>Blocks are the rows of a matrix with as many elements.</summary>
    private SolvedWeights SolveBlocks(Tensor weights, int size)
    {
        var shape = weights.Shape;
        var blocks = new Shape(checked((int)(shape.ElementCount / size)), size);
        var found = Solve(weights.Reshape(blocks), 0, magnitude => OfBlock(magnitude / greatest));
        Half[] scales = [.. found.Quantization!.Scales.Select(scale => (Half)scale)];
        return new SolvedWeights(found.Quantization, tensor => found.Quantize(tensor.Reshape(blocks)).Reshape(shape))
        {
            Stored = null,
            BlockScales = Tensor.From(shape.With(shape.Rank - 1, shape[shape.Rank - 1] / size), scales),
        };
    }

    /// <summary>No such block has an element that is not 0 in units of 1.</summary>
    private static float OfBlock(float scale)
    {
        var bits = BitConverter.SingleToUInt32Bits(scale);
        var rounded = (float)(Half)BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
        return rounded == 0 ? 1 : rounded;
    }
}
