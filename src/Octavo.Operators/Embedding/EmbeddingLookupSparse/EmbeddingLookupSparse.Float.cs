using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookupSparse : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) => SupportOperands(operands).And(KernelSupport.When(
        operands.OptionalInput(4)?.ElementType == ElementType.Float32,
        $"the table is {operands.OptionalInput(4)?.ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context) => new FloatStep(context, Combiner, null);

    private KernelSupport SupportOperands(OperandTypes operands)
    {
        var types = operands.Inputs.Select(input => input?.ElementType).ToArray();
        return KernelSupport.When(
            types is [ElementType.Int32, ElementType.Int32, ElementType.Int32, ElementType.Float32, not null],
            "the inputs are not int32 ids, indices and sizes, float32 weights and a table")
            .And(KernelSupport.When(Enum.IsDefined(Combiner), $"combiner {(int)Combiner} is unknown"));
    }

    /// <summary>Rows of floats are read in place, others one by one as floats.</summary>
    private sealed unsafe class FloatStep(KernelContext context, EmbeddingCombiner combiner, EmbeddingRows? quantized) : Step
    {
        private readonly string where = context.Node.Where;
        private readonly Operand ids = context.Input(0);
        private readonly Operand indices = context.Input(1);
        private readonly Operand denseShape = context.Input(2);
        private readonly Operand weights = context.Input(3);
        private readonly Operand table = context.Input(4);
        private readonly Operand output = context.Output(0);
        private readonly ScratchMemory row = context.Scratch(quantized is null ? 0 : quantized.Length * sizeof(float));

        public override void Run()
        {
            output.Span<float>().Clear();
            var rows = table.Shape[0];
            var rowLength = rows == 0 ? 0 : table.ElementCount / rows;
            var (bucket, sum, squares) = (-1L, 0f, 0f);
            var wanted = ids.Span<int>();
            for (var lookup = 0; lookup < wanted.Length; lookup++)
            {
                if ((uint)wanted[lookup] >= (uint)rows)
                {
                    throw OutOfRange($"id {wanted[lookup]} at position {lookup} names no row of the table", $"0 to {rows - 1}");
                }

                var next = Bucket(lookup);
                if (next != bucket)
                {
                    Finish(bucket, rowLength, sum, squares);
                    (bucket, sum, squares) = (next, 0, 0);
                }

                var weight = weights.Floats[lookup];
                sum += weight;
                squares += weight * weight;
                var source = Row(wanted[lookup], rowLength);
                var target = output.Floats + (bucket * rowLength);
                for (long k = 0; k < rowLength; k++)
                {
                    target[k] += source[k] * weight;
                }
            }

            Finish(bucket, rowLength, sum, squares);
        }

        private float* Row(int id, long rowLength)
        {
            if (quantized is null)
            {
                return table.Floats + (id * rowLength);
            }

            quantized.Dequantize(id, row.Floats);
            return row.Floats;
        }

        private long Bucket(int lookup)
        {
            var sizes = denseShape.Span<int>();
            var place = indices.Span<int>().Slice(lookup * sizes.Length, sizes.Length);
            var bucket = 0L;
            for (var axis = 0; axis < sizes.Length - 1; axis++)
            {
                if ((uint)place[axis] >= (uint)sizes[axis])
                {
                    throw OutOfRange($"index {place[axis]} of lookup {lookup} lies outside of axis {axis}", $"0 to {sizes[axis] - 1}");
                }

                bucket = (bucket * sizes[axis]) + place[axis];
            }

            return bucket;
        }

        private void Finish(long bucket, long rowLength, float sum, float squares)
        {
            if (bucket < 0 || combiner == EmbeddingCombiner.Sum)
            {
                return;
            }

            var divisor = combiner == EmbeddingCombiner.Mean ? sum : MathF.Sqrt(squares);
            var target = output.Floats + (bucket * rowLength);
            for (long k = 0; k < rowLength; k++)
            {
                target[k] /= divisor;
            }
        }

        private OctavoException OutOfRange(string what, string expected) => new(
            ErrorKind.InvalidData, what, where, expected, hint: "Check the ids and indices that the model is given.");
    }
}
