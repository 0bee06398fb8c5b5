using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// The right-hand matrices of a hybrid product, with their scales: packed once for all interpreters where the operand is a constant, packed
/// anew by <see cref="Refresh"/> where it is computed.
/// </summary>
internal sealed class Int8Matrices
{
    private readonly Operand operand;
    private readonly float[] scales;
    private readonly bool columns;
    private readonly sbyte[] weights = [];

    /// <param name="input">Index of a quantized operand of groups x outputs x depth elements, at least one.</param>
    /// <param name="scales">One, or one for each output of each group.</param>
    /// <param name="columns">Whether each matrix is [depth, outputs]; otherwise [outputs, depth].</param>
    public Int8Matrices(KernelContext context, int input, float[] scales, int groups, int outputs, int depth, bool columns)
    {
        operand = context.Input(input);
        this.scales = scales;
        this.columns = columns;
        if (operand.IsConstant)
        {
            Packed = context.Packed(
                input, $"int8 {(columns ? "columns" : "rows")} {groups}x{outputs}x{depth}, scales {operand.Quantization!.GetHashCode()}",
                tensor => Fill(new PackedInt8Weights(outputs, depth, groups), IntegerWeights.Read(tensor)));
        }
        else
        {
            Packed = new PackedInt8Weights(outputs, depth, groups);
            weights = new sbyte[operand.ElementCount];
        }
    }

    public PackedInt8Weights Packed { get; }

    /// <summary>Packs what the operand holds now, unless it is a constant.</summary>
    public void Refresh()
    {
        if (!operand.IsConstant)
        {
            IntegerWeights.Read(operand.ElementType, operand.Bytes, weights);
            Fill(Packed, weights);
        }
    }

    private PackedInt8Weights Fill(PackedInt8Weights packed, ReadOnlySpan<sbyte> values)
    {
        if (columns)
        {
            packed.PackColumns(values, scales);
        }
        else
        {
            packed.PackRows(values, scales);
        }

        return packed;
    }
}
