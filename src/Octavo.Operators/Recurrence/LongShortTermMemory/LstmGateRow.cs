using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// What turns the sums of one row's gates into the next cell and hidden values: peepholes, layer normalization, activations, clip.
/// Every pointer of weights is null where the operand is absent.
/// </summary>
internal unsafe struct LstmGateRow
{
    public int Units;

    /// <summary>Whether the input gate is 1 - forget gate; a row has three gates then.</summary>
    public bool IsCoupled;
    public FusedActivation Activation;
    public float CellClip;
    public KernelMode Mode;

    /// <summary>[3, units]: input, forget, output.</summary>
    public float* Peepholes;

    /// <summary>For each gate [units].</summary>
    public float* InputNormalization, ForgetNormalization, CellNormalization, OutputNormalization;

    /// <summary>[gates, units]; read where gates are normalized.</summary>
    public float* Biases;

    /// <summary>[units], overwritten.</summary>
    public float* Products;

    /// <param name="gates">[gates, units], the sums; overwritten.</param>
    /// <param name="cell">[units], read and written.</param>
    /// <param name="hidden">[units].</param>
    public readonly void Run(float* gates, float* cell, float* hidden)
    {
        var input = IsCoupled ? null : gates;
        var forget = gates + (IsCoupled ? 0 : Units);
        var candidate = forget + Units;
        var output = candidate + Units;
        if (!IsCoupled)
        {
            Complete(input, Peepholes, cell, InputNormalization, (nint)(input - gates));
        }

        Complete(forget, Peepholes == null ? null : Peepholes + Units, cell, ForgetNormalization, (nint)(forget - gates));
        Complete(candidate, null, cell, CellNormalization, (nint)(candidate - gates));
        UpdateCell(input, forget, candidate, cell);
        Complete(output, Peepholes == null ? null : Peepholes + (2 * Units), cell, OutputNormalization, (nint)(output - gates));
        Emit(output, cell, hidden);
    }

    private readonly void Complete(float* gate, float* peephole, float* cell, float* normalization, nint bias)
    {
        if (peephole != null)
        {
            FloatBinary.Run(default(MultiplyFunction), peephole, 1, cell, 1, Products, Units, Mode);
            FloatBinary.Run(default(AddFunction), gate, 1, Products, 1, gate, Units, Mode);
        }

        if (normalization != null)
        {
            FloatNormalization.StandardRow(gate, normalization, Biases + bias, Units, Mode);
        }
    }

    private readonly void UpdateCell(float* input, float* forget, float* candidate, float* cell)
    {
        switch (Activation)
        {
            case FusedActivation.Tanh:
                LstmUnits.UpdateCell(default(HyperbolicTangentFunction), input, forget, candidate, cell, Units, CellClip, Mode);
                break;
            case FusedActivation.None:
                LstmUnits.UpdateCell(default(IdentityFunction), input, forget, candidate, cell, Units, CellClip, Mode);
                break;
            default:
                LstmUnits.UpdateCell(new ClampFunction(Activation.RangeInside()), input, forget, candidate, cell, Units, CellClip, Mode);
                break;
        }
    }

    private readonly void Emit(float* output, float* cell, float* hidden)
    {
        switch (Activation)
        {
            case FusedActivation.Tanh:
                LstmUnits.Emit(default(HyperbolicTangentFunction), output, cell, hidden, Units, Mode);
                break;
            case FusedActivation.None:
                LstmUnits.Emit(default(IdentityFunction), output, cell, hidden, Units, Mode);
                break;
            default:
                LstmUnits.Emit(new ClampFunction(Activation.RangeInside()), output, cell, hidden, Units, Mode);
                break;
        }
    }
}
