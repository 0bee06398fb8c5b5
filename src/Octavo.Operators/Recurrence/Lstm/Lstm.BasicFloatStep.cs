using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed partial record Lstm
{
    private sealed unsafe class BasicFloatStep : Step
    {
        private readonly KernelMode mode;
        private readonly Operand input;
        private readonly Operand previousHidden;
        private readonly Operand previousCell;
        private readonly Operand bias;
        private readonly RecurrentProduct product;
        private readonly Operand?[] outputs;
        private readonly ScratchMemory[] memory;
        private readonly int batch;
        private readonly int units;

        public BasicFloatStep(KernelContext context)
        {
            mode = context.Mode;
            (input, previousHidden, previousCell, bias) =
                (context.Input(0), context.Input(PreviousHidden), context.Input(PreviousCell), context.Input(BasicBiases));
            batch = input.Shape[0];
            units = context.Input(BasicWeights).Shape[0] / 4;
            product = RecurrentProduct.Prepare(context, [BasicWeights], batch, asymmetric: false);
            outputs = [.. Enumerable.Range(0, 4).Select(index => index < context.Node.Outputs.Count ? context.Output(index) : null)];
            int[] widths = [units, units, product.Depth, product.Outputs];
            memory =
                [.. widths.Select((width, index) => context.Scratch(outputs[index] is null ? (long)batch * width * sizeof(float) : 0))];
        }

        public override void Run()
        {
            product.Refresh();
            var hidden = Floats(0);
            var cell = Floats(1);
            var rows = Floats(2);
            var sums = Floats(3);
            var depth = input.Shape[-1];
            for (var item = 0; item < batch; item++)
            {
                var row = rows + ((nint)item * product.Depth);
                Copy(input.Floats + ((nint)item * depth), row, depth);
                Copy(previousHidden.Floats + ((nint)item * units), row + depth, units);
            }

            Copy(previousCell.Floats, cell, batch * units);
            product.Run(rows, batch, bias.Floats, sums);
            for (var item = 0; item < batch; item++)
            {
                var gates = sums + ((nint)item * 4 * units);
                var states = cell + ((nint)item * units);
                LstmUnits.UpdateCell(default(HyperbolicTangentFunction), gates, gates + (2 * units), gates + units, states, units, 0, mode);
                LstmUnits.Emit(default(HyperbolicTangentFunction), gates + (3 * units), states, hidden + ((nint)item * units), units, mode);
            }

            Keep(hidden, previousHidden);
            Keep(cell, previousCell);
        }

        private float* Floats(int index) => outputs[index] is { } output ? output.Floats : memory[index].Floats;

        private void Keep(float* values, Operand previous)
        {
            if (previous.Value.IsVariable)
            {
                Copy(values, previous.Floats, batch * units);
            }
        }

        private static void Copy(float* source, float* target, int count) =>
            new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
    }
}
