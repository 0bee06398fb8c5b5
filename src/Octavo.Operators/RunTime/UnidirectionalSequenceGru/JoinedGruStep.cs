namespace Octavo.Operators;

/// <summary>Input and state stand side by side in one row, which hybrid products quantize as one.</summary>
internal sealed unsafe class JoinedGruStep : GruStep
{
    private readonly int depth;
    private readonly RecurrentProduct gateWeights;
    private readonly RecurrentProduct candidateWeights;
    private readonly Operand? gateBias;
    private readonly Operand? candidateBias;
    private readonly ScratchMemory rows;
    private readonly ScratchMemory gateSums;
    private readonly ScratchMemory candidateSums;

    public JoinedGruStep(KernelContext context, UnidirectionalSequenceGru @operator)
        : base(context, @operator)
    {
        depth = Input.Shape[-1];
        gateWeights = RecurrentProduct.Prepare(context, [1], Layout.Batch, @operator.AsymmetricQuantizeInputs);
        candidateWeights = RecurrentProduct.Prepare(context, [2], Layout.Batch, @operator.AsymmetricQuantizeInputs);
        gateBias = context.OptionalInput(3);
        candidateBias = context.OptionalInput(4);
        rows = context.Scratch((long)Layout.Batch * gateWeights.Depth * sizeof(float));
        gateSums = context.Scratch((long)Layout.Batch * 2 * Units * sizeof(float));
        candidateSums = context.Scratch((long)Layout.Batch * Units * sizeof(float));
    }

    protected override void Begin()
    {
        gateWeights.Refresh();
        candidateWeights.Refresh();
    }

    protected override void Advance(int time)
    {
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            var row = rows.Floats + ((nint)batch * gateWeights.Depth);
            new ReadOnlySpan<float>(Input.Floats + ((nint)Layout.Row(time, batch) * depth), depth).CopyTo(new Span<float>(row, depth));
            new ReadOnlySpan<float>(State + ((nint)batch * Units), Units).CopyTo(new Span<float>(row + depth, Units));
        }

        gateWeights.Run(rows.Floats, Layout.Batch, gateBias is null ? null : gateBias.Floats, gateSums.Floats);
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            var state = rows.Floats + ((nint)batch * gateWeights.Depth) + depth;
            var gates = gateSums.Floats + ((nint)batch * 2 * Units);
            Gates(null, gates, state, state);
        }

        candidateWeights.Run(rows.Floats, Layout.Batch, candidateBias is null ? null : candidateBias.Floats, candidateSums.Floats);
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            Blend(null, candidateSums.Floats + ((nint)batch * Units), gateSums.Floats + ((nint)batch * 2 * Units), time, batch);
        }
    }
}
