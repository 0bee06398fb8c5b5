using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// One long short-term memory over a sequence on integers: 8-bit activations and hidden values, gates and cells of 16 bits. The order of the work is that of
/// <see cref="LstmSequence"/>. Arithmetic: docs/numerics.md, "Recurrent operators".
/// </summary>
internal sealed unsafe class IntegerLstmSequence : Step
{
    private const int MostRows = 64;

    private readonly KernelContext context;
    private readonly LstmOperands operands;
    private readonly LstmSizes sizes;
    private readonly LstmTimes times;
    private readonly IntegerLstmScales scales;
    private readonly int firstGate;
    private readonly int stepsAtOnce;
    private readonly IntegerGateProduct inputs;
    private readonly IntegerGateProduct recurrent;
    private readonly IntegerGateProduct? projection;
    private readonly IntegerGateRow row;
    private readonly ScratchMemory gates;
    private readonly ScratchMemory rows;
    private readonly ScratchMemory hidden;

    public IntegerLstmSequence(KernelContext context, LstmOperands operands, LstmAttributes attributes, LstmSizes sizes, LstmTimes times)
    {
        (this.context, this.operands, this.sizes, this.times) = (context, operands, sizes, times);
        scales = new IntegerLstmScales(context.Node, operands, attributes);
        firstGate = context.OptionalInput(operands.InputWeights) is null ? LstmOperands.ForgetGate : LstmOperands.InputGate;
        stepsAtOnce = Math.Clamp(MostRows / Math.Max(times.Batch, 1), 1, Math.Max(times.Steps, 1));
        var mostRows = checked(stepsAtOnce * times.Batch);
        var isNormalized = context.OptionalInput(operands.Normalizations + LstmOperands.OutputGate) is not null;
        var all = Enumerable.Range(firstGate, LstmOperands.Gates - firstGate).ToArray();
        inputs = new IntegerGateProduct(
            context, [.. all.Select(gate => operands.InputWeights + gate)], [.. all.Select(gate => isNormalized ? null : (int?)(operands.Biases + gate))],
            scales.InputZeroPoint, [.. all.Select(scales.Input)], mostRows);
        recurrent = new IntegerGateProduct(
            context, [.. all.Select(gate => operands.RecurrentWeights + gate)], new int?[all.Length], scales.HiddenStateZeroPoint, [.. all.Select(scales.Recurrent)], times.Batch);
        projection = context.OptionalInput(operands.Projection) is null
            ? null
            : new IntegerGateProduct(context, [operands.Projection], [operands.ProjectionBias], scales.HiddenZeroPoint, [scales.Projection], times.Batch);
        row = new IntegerGateRow(context, operands, scales, sizes, times, firstGate);
        gates = context.Scratch((long)mostRows * inputs.Outputs * sizeof(short));
        rows = context.Scratch(times.AreStepsTogether ? 0 : (long)mostRows * inputs.Depth);
        hidden = context.Scratch((long)times.Batch * sizes.Units);
    }

    public override void Run()
    {
        for (var done = 0; done < times.Steps; done += stepsAtOnce)
        {
            var count = Math.Min(stepsAtOnce, times.Steps - done);
            var sums = (short*)gates.Pointer;
            new Span<short>(sums, count * times.Batch * inputs.Outputs).Clear();
            inputs.Add(Rows(done, count), count * times.Batch, sums);
            for (var step = 0; step < count; step++)
            {
                RunStep(done + step, sums + ((nint)step * times.Batch * inputs.Outputs));
            }
        }
    }

    private sbyte* Rows(int firstStep, int steps)
    {
        var input = (sbyte*)context.Input(0).Pointer;
        var depth = inputs.Depth;
        if (times.AreStepsTogether)
        {
            return input + (times.Row(firstStep, 0) * depth);
        }

        for (var step = 0; step < steps; step++)
        {
            for (var item = 0; item < times.Batch; item++)
            {
                var source = new ReadOnlySpan<sbyte>(input + (times.Row(firstStep + step, item) * depth), depth);
                source.CopyTo(new Span<sbyte>((sbyte*)rows.Pointer + (((nint)(step * times.Batch) + item) * depth), depth));
            }
        }

        return (sbyte*)rows.Pointer;
    }

    private void RunStep(int step, short* sums)
    {
        var state = (sbyte*)context.Input(operands.HiddenState).Pointer;
        var cell = (short*)context.Input(operands.CellState).Pointer;
        recurrent.Add(state, times.Batch, sums);
        var emitted = projection is null ? state : (sbyte*)hidden.Pointer;
        for (var item = 0; item < times.Batch; item++)
        {
            row.Run(sums + ((nint)item * inputs.Outputs), cell + ((nint)item * sizes.Units), emitted + ((nint)item * sizes.Units), item);
        }

        if (projection is not null)
        {
            projection.Run(emitted, times.Batch, scales.HiddenStateZeroPoint, state);
            Clip(new Span<sbyte>(state, times.Batch * sizes.Outputs), scales.ProjectionClip);
        }

        for (var item = 0; item < times.Batch; item++)
        {
            var target = (sbyte*)context.Output(0).Pointer + (times.Row(step, item) * sizes.Outputs);
            new ReadOnlySpan<sbyte>(state + ((nint)item * sizes.Outputs), sizes.Outputs).CopyTo(new Span<sbyte>(target, sizes.Outputs));
        }
    }

    private static void Clip(Span<sbyte> codes, sbyte clip)
    {
        for (var index = 0; clip > 0 && index < codes.Length; index++)
        {
            codes[index] = Math.Clamp(codes[index], (sbyte)-clip, clip);
        }
    }
}
