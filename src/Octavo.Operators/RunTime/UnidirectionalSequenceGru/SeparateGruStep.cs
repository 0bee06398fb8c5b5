namespace Octavo.Operators;

/// <summary>Input and state have weights of their own: the products with inputs are made for all moments at once.</summary>
internal sealed unsafe class SeparateGruStep : GruStep
{
    private readonly RecurrentProduct weights;
    private readonly RecurrentProduct recurrentWeights;
    private readonly RecurrentProduct? candidateWeights;
    private readonly Operand? bias;
    private readonly Operand? recurrentBias;
    private readonly ScratchMemory inputSums;
    private readonly ScratchMemory recurrentSums;
    private readonly ScratchMemory resetStates;
    private readonly ScratchMemory candidateSums;

    public SeparateGruStep(KernelContext context, UnidirectionalSequenceGru @operator)
        : base(context, @operator)
    {
        var (asymmetric, batch) = (@operator.AsymmetricQuantizeInputs, Layout.Batch);
        var recurrentRows = (@operator.ResetAfter ? 3 : 2) * Units;
        weights = RecurrentProduct.Prepare(context, [1], Layout.Rows, asymmetric);
        recurrentWeights = RecurrentProduct.Prepare(context, [2], batch, asymmetric, ..recurrentRows);
        candidateWeights = @operator.ResetAfter ? null : RecurrentProduct.Prepare(context, [2], batch, asymmetric, recurrentRows..);
        bias = context.OptionalInput(3);
        recurrentBias = context.OptionalInput(4);
        inputSums = context.Scratch((long)Layout.Rows * 3 * Units * sizeof(float));
        recurrentSums = context.Scratch((long)batch * recurrentRows * sizeof(float));
        resetStates = context.Scratch(@operator.ResetAfter ? 0 : (long)batch * Units * sizeof(float));
        candidateSums = context.Scratch(@operator.ResetAfter ? 0 : (long)batch * Units * sizeof(float));
    }

    private float* RecurrentBias => recurrentBias is null ? null : recurrentBias.Floats;

    protected override void Begin()
    {
        weights.Refresh();
        recurrentWeights.Refresh();
        candidateWeights?.Refresh();
        weights.Run(Input.Floats, Layout.Rows, bias is null ? null : bias.Floats, inputSums.Floats);
    }

    protected override void Advance(int time)
    {
        recurrentWeights.Run(State, Layout.Batch, RecurrentBias, recurrentSums.Floats);
        if (candidateWeights is null)
        {
            ResetAfter(time);
        }
        else
        {
            ResetBefore(time, candidateWeights);
        }
    }

    private float* InputRow(int time, int batch) => inputSums.Floats + ((nint)Layout.Row(time, batch) * 3 * Units);

    private void ResetAfter(int time)
    {
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            var input = InputRow(time, batch);
            var recurrent = recurrentSums.Floats + ((nint)batch * 3 * Units);
            Gates(input, recurrent, recurrent + (2 * Units), recurrent + Units);
            Blend(input + (2 * Units), recurrent + Units, recurrent, time, batch);
        }
    }

    private void ResetBefore(int time, RecurrentProduct candidate)
    {
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            var recurrent = recurrentSums.Floats + ((nint)batch * 2 * Units);
            Gates(InputRow(time, batch), recurrent, State + ((nint)batch * Units), resetStates.Floats + ((nint)batch * Units));
        }

        candidate.Run(resetStates.Floats, Layout.Batch, RecurrentBias == null ? null : RecurrentBias + (2 * Units), candidateSums.Floats);
        for (var batch = 0; batch < Layout.Batch; batch++)
        {
            Blend(InputRow(time, batch) + (2 * Units), candidateSums.Floats + ((nint)batch * Units),
                recurrentSums.Floats + ((nint)batch * 2 * Units), time, batch);
        }
    }
}
