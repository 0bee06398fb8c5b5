using Octavo.Kernels;
using Octavo.Tensors;

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
            Packed = context.Packed(input, new Form(groups, outputs, depth, columns, new ValueList<float>(scales)));
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
            Fill(Packed, weights, scales, columns);
        }
    }

    private static void Fill(PackedInt8Weights packed, ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales, bool columns)
    {
        if (columns)
        {
            packed.PackColumns(values, scales);
        }
        else
        {
            packed.PackRows(values, scales);
        }
    }

    private sealed record Form(int Groups, int Outputs, int Depth, bool Columns, ValueList<float> Scales) : PackedForm<PackedInt8Weights>
    {
        public override PackedInt8Weights Pack(Tensor constant)
        {
            var packed = new PackedInt8Weights(Outputs, Depth, Groups);
            Fill(packed, IntegerWeights.Read(constant), Scales.AsSpan(), Columns);
            return packed;
        }
    }
}
