using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Rows of a table of 8 or fewer bits [rows, ...] as floats, one at a time: integer x scale, one rounding. The scale is the table's, the
/// row's, or that of a block of neighbours in the row.
/// </summary>
internal sealed unsafe class EmbeddingRows
{
    private readonly Operand table;
    private readonly float[] scales;
    private readonly long blockSize;

    public EmbeddingRows(Operand table)
    {
        this.table = table;
        Rows = table.Shape[0];
        Length = Rows == 0 ? 0 : table.ElementCount / Rows;
        var blocks = table.Value.QuantizationDetail?.Blocks;
        scales = blocks is null ? [.. table.Quantization!.Scales] : ScalesOf(blocks);
        blockSize = blocks is null ? Math.Max(Length, 1) : blocks.Size;
    }

    public int Rows { get; }

    public long Length { get; }

    /// <summary>
    /// Whether the value is a table of integers with symmetric scales, one for the tensor, each row or each block of a row.
    /// </summary>
    public static KernelSupport Support(OperandType table)
    {
        if (table.QuantizationDetail?.Blocks is not { } blocks)
        {
            return IntegerWeights.Support(table, 0);
        }

        return KernelSupport.When(IntegerWeights.IsInteger(table.ElementType),
            $"the table is {table.ElementType}, not integers of 8 or fewer bits")
            .And(KernelSupport.When(table.Shape.IsKnown && table.Shape.Rank == 2,
                $"a table with scales of blocks has shape {table.Shape}, not [rows, length]"))
            .And(KernelSupport.When(
                blocks.Scales.Constant is { ElementType: ElementType.Float16 or ElementType.Float32 },
                "the scales of the table's blocks are no constant of Float16 or Float32"))
            .And(KernelSupport.When(
                blocks.Size > 0 && table.Shape[1] % blocks.Size == 0 && blocks.Scales.Shape.IsKnown
                && blocks.Scales.Shape.ElementCount == table.Shape.ElementCount / blocks.Size,
                $"{blocks.Scales.Shape} scales do not fit blocks of {blocks.Size} in {table.Shape}"));
    }

    /// <param name="target">[length].</param>
    public void Dequantize(int row, float* target)
    {
        for (long start = 0; start < Length; start += blockSize)
        {
            var count = Math.Min(blockSize, Length - start);
            Dequantize((row * Length) + start, count, scales[scales.Length == 1 ? 0 : ((row * Length) + start) / blockSize],
                target + start);
        }
    }

    private static float[] ScalesOf(BlockScales blocks)
    {
        var tensor = blocks.Scales.Constant!.Evaluate();
        return tensor.ElementType == ElementType.Float32 ? tensor.Values<float>().ToArray()
            : Array.ConvertAll(tensor.Values<Half>().ToArray(), scale => (float)scale);
    }

    private void Dequantize(long start, long count, float scale, float* target)
    {
        if (table.ElementType.BitsPerElement() == 8)
        {
            var source = table.As<sbyte>() + start;
            for (long index = 0; index < count; index++)
            {
                target[index] = source[index] * scale;
            }

            return;
        }

        for (long index = 0; index < count; index++)
        {
            target[index] = IntegerWeights.At(table.ElementType, table.Pointer, start + index) * scale;
        }
    }
}
