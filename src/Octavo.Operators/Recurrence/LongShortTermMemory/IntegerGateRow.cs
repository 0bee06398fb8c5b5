using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>What turns the 16-bit sums of one row's gates into the next cell and hidden values.</summary>
internal sealed unsafe class IntegerGateRow(KernelContext context, LstmOperands operands, IntegerLstmScales scales, int units, int firstGate)
{
    private readonly Operand?[] peepholes = [.. Enumerable.Range(0, LstmOperands.Gates).Select(gate => gate == LstmOperands.CellGate ? null : context.OptionalInput(operands.Peephole(gate)))];
    private readonly Operand?[] normalizations = [.. Enumerable.Range(operands.Normalizations, LstmOperands.Gates).Select(context.OptionalInput)];
    private readonly Operand?[] biases = [.. Enumerable.Range(operands.Biases, LstmOperands.Gates).Select(context.OptionalInput)];
    private readonly QuantizedMultiplier hidden = scales.Hidden;
    private readonly int hiddenZeroPoint = scales.HiddenZeroPoint;
    private readonly int cellExponent = scales.CellExponent;
    private readonly short cellClip = scales.CellClip;

    /// <param name="gates">[gates, units], overwritten.</param>
    /// <param name="cell">[units], read and written.</param>
    /// <param name="target">[units].</param>
    public void Run(short* gates, short* cell, sbyte* target)
    {
        for (var gate = firstGate; gate < LstmOperands.OutputGate; gate++)
        {
            Complete(gate, Gate(gates, gate), cell);
        }

        var input = firstGate == LstmOperands.InputGate ? gates : null;
        IntegerLstmUnits.UpdateCell(input, Gate(gates, LstmOperands.ForgetGate), Gate(gates, LstmOperands.CellGate), cell, units, cellExponent, cellClip);
        var output = Gate(gates, LstmOperands.OutputGate);
        Complete(LstmOperands.OutputGate, output, cell);
        IntegerLstmUnits.Emit(output, cell, target, units, cellExponent, hidden, hiddenZeroPoint);
    }

    private short* Gate(short* gates, int gate) => gates + ((gate - firstGate) * units);

    private void Complete(int gate, short* sums, short* cell)
    {
        if (peepholes[gate] is { } peephole)
        {
            IntegerLstmUnits.AddProducts((short*)peephole.Pointer, cell, scales.Peephole(gate), sums, units);
        }

        if (normalizations[gate] is { } weights)
        {
            IntegerLstmUnits.Normalize(sums, (short*)weights.Pointer, (int*)biases[gate]!.Pointer, scales.Normalization(gate), scales.LeastVariance(gate), units);
        }
    }
}
