using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.TFLite;

/// <summary>Quantization details as a file has them: the table, and the values that its tensor indices mean.</summary>
/// <param name="Details">
/// Block-wise, multi-axis or custom; its tensor indices count in <paramref name="Values"/>, -1 where there is none.
/// </param>
/// <param name="Values">Scales, then zero points, as far as they are there.</param>
internal sealed record FileQuantization(ISchemaTable Details, IReadOnlyList<Value> Values) : QuantizationDetail
{
    public override IReadOnlyList<Value> Operands => Values;

    public override QuantizationDetail WithOperands(IReadOnlyList<Value> operands) => this with { Values = operands };

    /// <summary>
    /// Block-wise details whose zero points, if there are any, are constants of zeros. (Files without them may name tensor 0 in their
    /// place.)
    /// </summary>
    public override BlockScales? Blocks => Details is BlockwiseQuantizationTable { Scales: >= 0 } blocks && HasNoZeroPoints(blocks)
        ? new BlockScales(Values[blocks.Scales], blocks.BlockSize)
        : null;

    private bool HasNoZeroPoints(BlockwiseQuantizationTable blocks) =>
        blocks.ZeroPoints < 0 || Values[blocks.ZeroPoints].Constant is not { } zeroPoints
        || zeroPoints.Evaluate().Bytes.Span.IndexOfAnyExcept((byte)0) < 0;
}
