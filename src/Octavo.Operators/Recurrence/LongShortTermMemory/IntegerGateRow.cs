using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// What turns the 16-bit sums of one row's gates into the next cell and hidden values. Peepholes in front of a projection to fewer outputs
/// are those of LiteRT's kernel, which takes the outputs for the units: it counts through the units of all rows of a step and meets the
/// first batch x outputs of them, each with weight n mod outputs.
/// </summary>
internal sealed unsafe class IntegerGateRow(KernelContext context, LstmOperands operands, IntegerLstmScales scales, LstmSizes sizes,
    SequenceLayout layout, int firstGate)
{
    private readonly int units = sizes.Units;
    private readonly int peepholeWeights = Math.Min(sizes.Outputs, sizes.Units);
    private readonly int peepholePlaces = Math.Min(sizes.Outputs, sizes.Units) * (layout.TimeMajor ? layout.Batch : 1);
    private readonly Operand?[] peepholes = [.. Enumerable.Range(0, LstmOperands.Gates)
        .Select(gate => gate == LstmOperands.CellGate ? null : context.OptionalInput(operands.Peephole(gate)))];
    private readonly Operand?[] normalizations =
        [.. Enumerable.Range(operands.Normalizations, LstmOperands.Gates).Select(context.OptionalInput)];
    private readonly Operand?[] biases = [.. Enumerable.Range(operands.Biases, LstmOperands.Gates).Select(context.OptionalInput)];
    private readonly QuantizedMultiplier hidden = scales.Hidden;
    private readonly int hiddenZeroPoint = scales.HiddenZeroPoint;
    private readonly int cellExponent = scales.CellExponent;
    private readonly short cellClip = scales.CellClip;

    /// <param name="gates">[gates, units], overwritten.</param>
    /// <param name="cell">[units], read and written.</param>
    /// <param name="target">[units].</param>
    /// <param name="item">The row's place in the batch.</param>
    public void Run(short* gates, short* cell, sbyte* target, int item)
    {
        var firstPlace = layout.TimeMajor ? item * units : 0;
        for (var gate = firstGate; gate < LstmOperands.OutputGate; gate++)
        {
            Complete(gate, Gate(gates, gate), cell, firstPlace);
        }

        var input = firstGate == LstmOperands.InputGate ? gates : null;
        IntegerLstmUnits.UpdateCell(input, Gate(gates, LstmOperands.ForgetGate), Gate(gates, LstmOperands.CellGate), cell, units,
            cellExponent, cellClip);
        var output = Gate(gates, LstmOperands.OutputGate);
        Complete(LstmOperands.OutputGate, output, cell, firstPlace);
        IntegerLstmUnits.Emit(output, cell, target, units, cellExponent, hidden, hiddenZeroPoint);
    }

    private short* Gate(short* gates, int gate) => gates + ((gate - firstGate) * units);

    private void Complete(int gate, short* sums, short* cell, int firstPlace)
    {
        if (peepholes[gate] is { } peephole)
        {
            IntegerLstmUnits.AddProducts(peephole.As<short>(), peepholeWeights, cell, scales.Peephole(gate), sums, units, firstPlace,
                peepholePlaces);
        }

        if (normalizations[gate] is { } weights)
        {
            IntegerLstmUnits.Normalize(sums, weights.As<short>(), biases[gate]!.As<int>(), scales.Normalization(gate),
                scales.LeastVariance(gate), units);
        }
    }
}
