using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// One long short-term memory over a sequence on integers: 8-bit activations and hidden values, gates and cells of 16 bits. The order of
/// the work is that of <see cref="LstmSequence"/>. Arithmetic: docs/numerics.md, "Recurrent operators".
/// </summary>
internal sealed unsafe class IntegerLstmSequence : Step
{
    private const int MostRows = 64;

    private readonly KernelContext context;
    private readonly LstmOperands operands;
    private readonly LstmSizes sizes;
    private readonly SequenceLayout layout;
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

    public IntegerLstmSequence(KernelContext context, LstmOperands operands, LstmAttributes attributes, LstmSizes sizes,
        SequenceLayout layout)
    {
        (this.context, this.operands, this.sizes, this.layout) = (context, operands, sizes, layout);
        scales = new IntegerLstmScales(context.Node, operands, attributes);
        firstGate = context.OptionalInput(operands.InputWeights) is null ? LstmOperands.ForgetGate : LstmOperands.InputGate;
        stepsAtOnce = Math.Clamp(MostRows / Math.Max(layout.Batch, 1), 1, Math.Max(layout.Time, 1));
        var mostRows = checked(stepsAtOnce * layout.Batch);
        var isNormalized = context.OptionalInput(operands.Normalizations + LstmOperands.OutputGate) is not null;
        var all = Enumerable.Range(firstGate, LstmOperands.Gates - firstGate).ToArray();
        inputs = new IntegerGateProduct(
            context, [.. all.Select(gate => operands.InputWeights + gate)],
            [.. all.Select(gate => isNormalized ? null : (int?)(operands.Biases + gate))],
            scales.InputZeroPoint, [.. all.Select(scales.Input)], mostRows);
        recurrent = new IntegerGateProduct(
            context, [.. all.Select(gate => operands.RecurrentWeights + gate)], new int?[all.Length], scales.HiddenStateZeroPoint,
            [.. all.Select(scales.Recurrent)], layout.Batch);
        projection = context.OptionalInput(operands.Projection) is null
            ? null
            : new IntegerGateProduct(context, [operands.Projection], [operands.ProjectionBias], scales.HiddenZeroPoint, [scales.Projection],
                layout.Batch);
        row = new IntegerGateRow(context, operands, scales, sizes, layout, firstGate);
        gates = context.Scratch((long)mostRows * inputs.Outputs * sizeof(short));
        rows = context.Scratch(layout.AreMomentsTogether ? 0 : (long)mostRows * inputs.Depth);
        hidden = context.Scratch((long)layout.Batch * sizes.Units);
    }

    public override void Run()
    {
        for (var done = 0; done < layout.Time; done += stepsAtOnce)
        {
            var count = Math.Min(stepsAtOnce, layout.Time - done);
            var sums = (short*)gates.Pointer;
            new Span<short>(sums, count * layout.Batch * inputs.Outputs).Clear();
            inputs.Add(Rows(done, count), count * layout.Batch, sums);
            for (var step = 0; step < count; step++)
            {
                RunStep(done + step, sums + ((nint)step * layout.Batch * inputs.Outputs));
            }
        }
    }

    private sbyte* Rows(int firstStep, int steps)
    {
        var input = context.Input(0).As<sbyte>();
        var depth = inputs.Depth;
        if (layout.AreMomentsTogether)
        {
            return input + (layout.Row(firstStep, 0) * depth);
        }

        for (var step = 0; step < steps; step++)
        {
            for (var item = 0; item < layout.Batch; item++)
            {
                var source = new ReadOnlySpan<sbyte>(input + (layout.Row(firstStep + step, item) * depth), depth);
                source.CopyTo(new Span<sbyte>((sbyte*)rows.Pointer + (((nint)(step * layout.Batch) + item) * depth), depth));
            }
        }

        return (sbyte*)rows.Pointer;
    }

    private void RunStep(int step, short* sums)
    {
        var state = context.Input(operands.HiddenState).As<sbyte>();
        var cell = context.Input(operands.CellState).As<short>();
        recurrent.Add(state, layout.Batch, sums);
        var emitted = projection is null ? state : (sbyte*)hidden.Pointer;
        for (var item = 0; item < layout.Batch; item++)
        {
            row.Run(sums + ((nint)item * inputs.Outputs), cell + ((nint)item * sizes.Units), emitted + ((nint)item * sizes.Units), item);
        }

        if (projection is not null)
        {
            projection.Run(emitted, layout.Batch, scales.HiddenStateZeroPoint, state);
            Clip(new Span<sbyte>(state, layout.Batch * sizes.Outputs), scales.ProjectionClip);
        }

        for (var item = 0; item < layout.Batch; item++)
        {
            var target = context.Output(0).As<sbyte>() + (layout.Row(step, item) * sizes.Outputs);
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
