using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : IMovementKernel
{
    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Int32, $"the ids are {operands.Input(0).ElementType}, not Int32")
            .And(KernelSupport.When(operands.Input(1).ElementType.BitsPerElement() >= 8,
                $"rows of {operands.Input(1).ElementType} are no whole bytes"))
            .And(KernelSupport.When(
                operands.Input(1).ElementType == operands.Output.ElementType,
                $"the table is {operands.Input(1).ElementType}, the output {operands.Output.ElementType}"));

    public Step PrepareMovement(KernelContext context) =>
        new MovementStep(context.Node.Where, context.Input(0), context.Input(1), context.Output(0));

    private sealed unsafe class MovementStep(string where, Operand ids, Operand table, Operand output) : Step
    {
        public override void Run()
        {
            var rows = table.Shape[0];
            var rowBytes = rows == 0 ? 0 : table.SizeInBytes / rows;
            var target = output.Pointer;
            var wanted = ids.Span<int>();
            for (var position = 0; position < wanted.Length; position++)
            {
                var row = CheckId(where, wanted[position], position, rows);
                Buffer.MemoryCopy(table.Pointer + (row * rowBytes), target, rowBytes, rowBytes);
                target += rowBytes;
            }
        }
    }
}
