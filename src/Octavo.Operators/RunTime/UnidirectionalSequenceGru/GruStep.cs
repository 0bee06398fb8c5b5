using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Walks a sequence with the state of <see cref="UnidirectionalSequenceGru"/>; how the state changes at a moment is up to derived steps.
/// </summary>
internal abstract unsafe class GruStep : Step
{
    private readonly UnidirectionalSequenceGru @operator;
    private readonly Operand? initialState;
    private readonly Operand states;
    private readonly Operand? lastState;
    private readonly ScratchMemory? state;
    private readonly KernelMode mode;
    private readonly SequenceMask mask;

    protected GruStep(KernelContext context, UnidirectionalSequenceGru @operator)
    {
        this.@operator = @operator;
        mode = context.Mode;
        Input = context.Input(0);
        Layout = SequenceLayout.Of(Input.Shape, @operator.TimeMajor);
        initialState = context.OptionalInput(UnidirectionalSequenceGru.InitialState);
        states = context.Output(0);
        Units = states.Shape[-1];
        lastState = context.Node.Outputs.Count > 1 ? context.Output(1) : null;
        mask = new SequenceMask(context, @operator.Masked, UnidirectionalSequenceGru.MaskInput, Layout);
        state = lastState is null ? context.Scratch((long)Layout.Batch * Units * sizeof(float)) : null;
    }

    protected Operand Input { get; }

    protected SequenceLayout Layout { get; }

    protected int Units { get; }

    /// <summary>[batch, units].</summary>
    protected float* State => lastState is null ? state!.Floats : lastState.Floats;

    public sealed override void Run()
    {
        var current = new Span<float>(State, checked(Layout.Batch * Units));
        if (initialState is null)
        {
            current.Clear();
        }
        else
        {
            initialState.Span<float>().CopyTo(current);
        }

        Begin();
        for (var moment = 0; moment < Layout.Time; moment++)
        {
            var time = @operator.Backward ? Layout.Time - 1 - moment : moment;
            Advance(time);
            Layout.Scatter(State, Units, time, states.Floats, Units);
            ClearMasked(time);
        }
    }

    /// <summary>What is computed for all moments at once.</summary>
    protected abstract void Begin();

    /// <summary>Makes the state after a moment of the one before it.</summary>
    protected abstract void Advance(int time);

    protected void Gates(float* input, float* gates, float* factor, float* scaled) =>
        GruUnits.Gates(input, gates, factor, Units, scaled, mode);

    protected void Blend(float* input, float* candidate, float* update, int time, int batch)
    {
        if (mask.Skips(time, batch))
        {
            return;
        }

        var target = State + ((nint)batch * Units);
        if (@operator.Activation == FusedActivation.Tanh)
        {
            GruUnits.Blend(default(HyperbolicTangentFunction), input, candidate, update, target, Units, mode);
        }
        else
        {
            GruUnits.Blend(new ClampFunction(@operator.Activation.Range()), input, candidate, update, target, Units, mode);
        }
    }

    private void ClearMasked(int time)
    {
        for (var batch = 0; mask.Exists && batch < Layout.Batch; batch++)
        {
            if (mask.IsZero(time, batch))
            {
                new Span<float>(states.Floats + ((nint)Layout.Row(time, batch) * Units), Units).Clear();
            }
        }
    }
}
