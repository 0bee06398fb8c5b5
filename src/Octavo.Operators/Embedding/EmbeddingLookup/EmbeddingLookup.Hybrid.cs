using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

public sealed partial record EmbeddingLookup : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node) =>
        KernelSupport.When(node.Input(0).ElementType == ElementType.Int32, $"the ids are {node.Input(0).ElementType}, not Int32")
            .And(KernelSupport.When(
                node.Output.ElementType is ElementType.Float32 or ElementType.Float16, $"the output is {node.Output.ElementType}, not Float32 or Float16"))
            .And(IntegerWeights.Support(node.Input(1), 0));

    public Step PrepareHybrid(KernelContext context) =>
        new HybridStep(context.Node.Where, context.Input(0), context.Input(1), context.Output(0));

    /// <summary>Only the rows that are looked up are read: output = integer x scale of the row or the table, one rounding.</summary>
    private sealed unsafe class HybridStep(string where, Operand ids, Operand table, Operand output) : Step
    {
        private readonly float[] scales = [.. table.Quantization!.Scales];

        public override void Run()
        {
            var rows = table.Shape[0];
            var rowLength = rows == 0 ? 0 : table.ElementCount / rows;
            var wanted = ids.Span<int>();
            for (var position = 0; position < wanted.Length; position++)
            {
                var row = CheckId(where, wanted[position], position, rows);
                var scale = scales[scales.Length == 1 ? 0 : row];
                if (output.ElementType == ElementType.Float32)
                {
                    Dequantize(row * rowLength, rowLength, scale, output.Floats + (position * rowLength));
                }
                else
                {
                    DequantizeHalf(row * rowLength, rowLength, scale, (Half*)output.Pointer + (position * rowLength));
                }
            }
        }

        private void Dequantize(long start, long count, float scale, float* target)
        {
            if (table.ElementType.BitsPerElement() == 8)
            {
                var source = (sbyte*)table.Pointer + start;
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

        private void DequantizeHalf(long start, long count, float scale, Half* target)
        {
            for (long index = 0; index < count; index++)
            {
                target[index] = (Half)(IntegerWeights.At(table.ElementType, table.Pointer, start + index) * scale);
            }
        }
    }
}
