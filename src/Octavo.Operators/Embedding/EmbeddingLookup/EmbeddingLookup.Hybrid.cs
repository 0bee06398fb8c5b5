using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Int32, $"the ids are {operands.Input(0).ElementType}, not Int32")
            .And(KernelSupport.When(
                operands.Output.ElementType is ElementType.Float32 or ElementType.Float16,
                $"the output is {operands.Output.ElementType}, not Float32 or Float16"))
            .And(EmbeddingRows.Support(operands.Input(1)));

    public Step PrepareHybrid(KernelContext context) => new HybridStep(context, new EmbeddingRows(context.Input(1)));

    /// <summary>Only the rows that are looked up are read.</summary>
    private sealed unsafe class HybridStep(KernelContext context, EmbeddingRows rows) : Step
    {
        private readonly string where = context.Node.Where;
        private readonly Operand ids = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly ScratchMemory scratch =
            context.Scratch(context.Output(0).ElementType == ElementType.Float16 ? rows.Length * sizeof(float) : 0);

        public override void Run()
        {
            var wanted = ids.Span<int>();
            for (var position = 0; position < wanted.Length; position++)
            {
                var row = CheckId(where, wanted[position], position, rows.Rows);
                if (output.ElementType == ElementType.Float32)
                {
                    rows.Dequantize(row, output.Floats + (position * rows.Length));
                    continue;
                }

                rows.Dequantize(row, scratch.Floats);
                var target = output.As<Half>() + (position * rows.Length);
                for (long index = 0; index < rows.Length; index++)
                {
                    target[index] = (Half)scratch.Floats[index];
                }
            }
        }
    }
}
