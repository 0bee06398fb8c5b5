using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed partial record Lstm
{
    /// <summary>Source: LiteRT tflite/kernels/internal/reference/lstm_cell.h, LstmCell of uint8.</summary>
    private sealed unsafe class BasicIntegerStep : Step
    {
        private const int ZeroPoint = 128;

        private readonly KernelContext context;
        private readonly int batch;
        private readonly int units;
        private readonly int depth;
        private readonly int weightZeroPoint;
        private readonly int cellBits;
        private readonly QuantizedMultiplier factor;
        private readonly ScratchMemory[] memory;

        public BasicIntegerStep(KernelContext context)
        {
            this.context = context;
            batch = context.Input(0).Shape[0];
            units = context.Input(BasicWeights).Shape[0] / 4;
            depth = context.Input(BasicWeights).Shape[1];
            weightZeroPoint = checked((int)context.Input(BasicWeights).Quantization!.ZeroPoint);
            cellBits = 15 + Math.ILogB(context.Input(PreviousCell).Quantization!.Scale);
            factor = QuantizedMultiplier.From(4096 * (double)context.Input(BasicBiases).Quantization!.Scale);
            int[] bytes = [units, units * sizeof(short), depth, 4 * units * sizeof(short)];
            memory = [.. bytes.Select((count, index) => context.Scratch(index < context.Node.Outputs.Count ? 0 : (long)batch * count))];
        }

        public override void Run()
        {
            var (input, previousHidden, previousCell) = (context.Input(0), context.Input(PreviousHidden), context.Input(PreviousCell));
            for (var item = 0; item < batch; item++)
            {
                var row = Memory(2) + ((nint)item * depth);
                Copy(input.Pointer + ((nint)item * (depth - units)), row, depth - units);
                Copy(previousHidden.Pointer + ((nint)item * units), row + depth - units, units);
                var sums = (short*)Memory(3) + ((nint)item * 4 * units);
                Multiply(row, sums);
                var cell = previousCell.As<short>() + ((nint)item * units);
                Update(sums, cell, (short*)Memory(1) + ((nint)item * units), Memory(0) + ((nint)item * units));
            }

            Keep(Memory(0), previousHidden);
            Keep(Memory(1), previousCell);
        }

        private byte* Memory(int index) => index < context.Node.Outputs.Count ? context.Output(index).Pointer : memory[index].Pointer;

        private void Multiply(byte* row, short* sums)
        {
            var weights = context.Input(BasicWeights).Pointer;
            var biases = context.Input(BasicBiases).As<int>();
            for (var output = 0; output < 4 * units; output++)
            {
                var sum = biases[output];
                for (var k = 0; k < depth; k++)
                {
                    sum += (row[k] - ZeroPoint) * (weights[k] - weightZeroPoint);
                }

                sums[output] = FixedPoint16.Saturate(factor.MultiplyTiesUp(sum));
                weights += depth;
            }
        }

        private void Update(short* sums, short* previous, short* cell, byte* hidden)
        {
            for (var unit = 0; unit < units; unit++)
            {
                var added = FixedPoint16.Multiply(FixedPoint16.Logistic(sums[unit]), FixedPoint16.Tanh(sums[units + unit], 3));
                var remembered = FixedPoint16.Multiply(FixedPoint16.Logistic(sums[(2 * units) + unit]), previous[unit]);
                cell[unit] = FixedPoint16.Saturate(FixedPoint16.RoundingShift(added, cellBits) + remembered);
                var activated = FixedPoint16.Tanh(FixedPoint16.Rescale(cell[unit], cellBits, 3), 3);
                var output = FixedPoint16.Multiply(FixedPoint16.Logistic(sums[(3 * units) + unit]), activated);
                hidden[unit] = (byte)(ZeroPoint + Math.Clamp(FixedPoint16.RoundingShift(output, 8), -128, 127));
            }
        }

        private static void Keep(byte* values, Operand previous)
        {
            if (previous.Value.IsVariable)
            {
                Copy(values, previous.Pointer, checked((int)previous.SizeInBytes));
            }
        }

        private static void Copy(byte* source, byte* target, int count) =>
            new ReadOnlySpan<byte>(source, count).CopyTo(new Span<byte>(target, count));
    }
}
