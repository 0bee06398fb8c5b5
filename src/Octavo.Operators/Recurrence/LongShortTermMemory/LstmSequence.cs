using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// One long short-term memory over a sequence, on float or 8-bit weights with float gates and states. The products of the inputs of many
/// steps are computed in one call; step by step follow the product of the hidden state and the gates. Arithmetic: docs/numerics.md,
/// "Recurrent operators".
/// </summary>
internal sealed unsafe class LstmSequence
{
    /// <summary>Rows whose gates are kept between the product of the inputs and the steps: they stay in the second-level cache.</summary>
    private const int MostRows = 64;

    private readonly LstmCellWeights weights;
    private readonly SequenceLayout layout;
    private readonly LstmSizes sizes;
    private readonly LstmAttributes attributes;
    private readonly Operand input;
    private readonly Operand? auxiliary;
    private readonly Operand output;
    private readonly LstmState hiddenState;
    private readonly LstmState cellState;
    private readonly int firstOutput;
    private readonly int stepsAtOnce;
    private readonly ScratchMemory gates;
    private readonly ScratchMemory rows;
    private readonly ScratchMemory hidden;
    private readonly ScratchMemory kept;

    /// <param name="input">Index of the input [.., depth].</param>
    /// <param name="auxiliary">Index of the auxiliary input [.., auxiliary depth], or null.</param>
    /// <param name="output">Rows of the output are its last size apart.</param>
    /// <param name="firstOutput">Where in each row of the output the hidden values go.</param>
    public LstmSequence(
        KernelContext context, LstmOperands operands, LstmAttributes attributes, LstmSizes sizes, SequenceLayout layout, int input,
        int? auxiliary, Operand output, int firstOutput)
    {
        (this.attributes, this.sizes, this.layout, this.output, this.firstOutput) = (attributes, sizes, layout, output, firstOutput);
        this.input = context.Input(input);
        this.auxiliary = auxiliary is { } index ? context.Input(index) : null;
        hiddenState = new LstmState(context, operands.HiddenState, layout.Batch, sizes.Outputs);
        cellState = new LstmState(context, operands.CellState, layout.Batch, sizes.Units);
        stepsAtOnce = attributes.JoinedInputs ? 1 : Math.Clamp(MostRows / Math.Max(layout.Batch, 1), 1, Math.Max(layout.Time, 1));
        var mostRows = checked(stepsAtOnce * layout.Batch);
        weights = new LstmCellWeights(context, operands, attributes, sizes, mostRows, layout.Batch, auxiliary is not null);
        gates = context.Scratch((long)mostRows * weights.GateWidth * sizeof(float));
        hidden = context.Scratch((long)layout.Batch * sizes.Units * sizeof(float));
        kept = context.Scratch(weights.Projection is null ? 0 : (long)layout.Batch * sizes.Outputs * sizeof(float));
        var widest = Math.Max(this.input.Shape[-1], this.auxiliary?.Shape[-1] ?? 0);
        var rowWidth = attributes.JoinedInputs ? checked(this.input.Shape[-1] + sizes.Outputs) : layout.AreMomentsTogether ? 0 : widest;
        rows = context.Scratch((long)mostRows * rowWidth * sizeof(float));
    }

    /// <summary>[batch, outputs], where the hidden state goes in the end; null for nowhere.</summary>
    public Operand? LastHidden { get; init; }

    /// <summary>[batch, units], likewise for the cell state.</summary>
    public Operand? LastCell { get; init; }

    /// <summary>Null where all steps count.</summary>
    public SequenceMask? Mask { get; init; }

    /// <summary>Walks the sequence; states that are variables hold their last values afterwards.</summary>
    public void Run()
    {
        weights.Refresh();
        hiddenState.Start();
        cellState.Start();
        for (var done = 0; done < layout.Time; done += stepsAtOnce)
        {
            var count = Math.Min(stepsAtOnce, layout.Time - done);
            var first = layout.IsBackward ? layout.Time - done - count : done;
            AddInputs(first, count);
            for (var index = 0; index < count; index++)
            {
                var place = layout.IsBackward ? count - 1 - index : index;
                RunStep(first + place, gates.Floats + ((nint)place * layout.Batch * weights.GateWidth));
            }
        }

        hiddenState.CopyTo(LastHidden);
        cellState.CopyTo(LastCell);
    }

    private void AddInputs(int firstStep, int steps)
    {
        if (attributes.JoinedInputs)
        {
            weights.Inputs.Run(JoinedRows(firstStep), layout.Batch, weights.SumStart, gates.Floats);
            return;
        }

        var count = steps * layout.Batch;
        weights.Inputs.Run(Rows(input, firstStep, steps), count, weights.SumStart, gates.Floats);
        if (auxiliary is not null)
        {
            weights.Auxiliary!.Add(Rows(auxiliary, firstStep, steps), count, gates.Floats);
        }
    }

    /// <summary>[steps, batch, depth]: where they lie, or a copy in this order.</summary>
    private float* Rows(Operand operand, int firstStep, int steps)
    {
        var depth = operand.Shape[-1];
        if (layout.AreMomentsTogether)
        {
            return operand.Floats + (layout.Row(firstStep, 0) * depth);
        }

        for (var step = 0; step < steps; step++)
        {
            for (var item = 0; item < layout.Batch; item++)
            {
                var source = new ReadOnlySpan<float>(operand.Floats + (layout.Row(firstStep + step, item) * depth), depth);
                source.CopyTo(new Span<float>(rows.Floats + (((nint)(step * layout.Batch) + item) * depth), depth));
            }
        }

        return rows.Floats;
    }

    /// <summary>Input and hidden state side by side, [batch, depth + outputs].</summary>
    private float* JoinedRows(int step)
    {
        var depth = input.Shape[-1];
        for (var item = 0; item < layout.Batch; item++)
        {
            var row = rows.Floats + ((nint)item * (depth + sizes.Outputs));
            new ReadOnlySpan<float>(input.Floats + (layout.Row(step, item) * depth), depth).CopyTo(new Span<float>(row, depth));
            Hidden(hiddenState.Floats, item).CopyTo(new Span<float>(row + depth, sizes.Outputs));
        }

        return rows.Floats;
    }

    private void RunStep(int step, float* sums)
    {
        if (!attributes.JoinedInputs)
        {
            weights.AddHidden(hiddenState.Floats, layout.Batch, sums);
        }

        var row = weights.GateRow();
        var emitted = weights.Projection is null ? hiddenState.Floats : hidden.Floats;
        for (var item = 0; item < layout.Batch; item++)
        {
            if (!IsSkipped(step, item))
            {
                row.Run(sums + ((nint)item * weights.GateWidth), cellState.Floats + ((nint)item * sizes.Units),
                    emitted + ((nint)item * sizes.Units));
            }
        }

        if (weights.Projection is { } projection)
        {
            Project(projection, step);
        }

        for (var item = 0; item < layout.Batch; item++)
        {
            var target = new Span<float>(output.Floats + (layout.Row(step, item) * output.Shape[-1]) + firstOutput, sizes.Outputs);
            if (Mask is not null && Mask.IsZero(step, item))
            {
                target.Clear();
            }
            else
            {
                Hidden(hiddenState.Floats, item).CopyTo(target);
            }
        }
    }

    private bool IsSkipped(int step, int item) => Mask is not null && Mask.Skips(step, item);

    private Span<float> Hidden(float* rows, int item) => new(rows + ((nint)item * sizes.Outputs), sizes.Outputs);

    /// <summary>Makes the hidden states of what the units emit; those of items that the mask leaves out stay.</summary>
    private void Project(RecurrentProduct projection, int step)
    {
        var isMasked = Mask is { Exists: true };
        if (isMasked)
        {
            new ReadOnlySpan<float>(hiddenState.Floats, hiddenState.Count).CopyTo(new Span<float>(kept.Floats, hiddenState.Count));
        }

        projection.Run(hidden.Floats, layout.Batch, weights.ProjectionBias, hiddenState.Floats);
        weights.ClipProjection(hiddenState, attributes.ProjectionClip);
        for (var item = 0; isMasked && item < layout.Batch; item++)
        {
            if (IsSkipped(step, item))
            {
                Hidden(kept.Floats, item).CopyTo(Hidden(hiddenState.Floats, item));
            }
        }
    }
}
