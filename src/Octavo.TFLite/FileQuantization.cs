using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.TFLite;

/// <summary>Quantization details as a file has them: the table, and the values that its tensor indices mean.</summary>
/// <param name="Details">Block-wise, multi-axis or custom; its tensor indices count in <paramref name="Values"/>, -1 where there is none.</param>
/// <param name="Values">Scales, then zero points, as far as they are there.</param>
public sealed record FileQuantization(ISchemaTable Details, IReadOnlyList<Value> Values) : QuantizationDetail
{
    public override IReadOnlyList<Value> Operands => Values;
}
