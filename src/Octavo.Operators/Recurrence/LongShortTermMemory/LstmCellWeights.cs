using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The weights of one long short-term memory as its step uses them: gates packed as one matrix, small vectors gathered for each run.
/// </summary>
internal sealed unsafe class LstmCellWeights
{
    private readonly KernelContext context;
    private readonly LstmOperands operands;
    private readonly LstmAttributes attributes;
    private readonly LstmSizes sizes;
    private readonly int firstGate;
    private readonly Operand?[] biases;
    private readonly Operand?[] peepholes;
    private readonly Operand?[] normalizations;
    private readonly Operand?[] diagonals = [];
    private readonly RecurrentProduct? recurrent;
    private readonly ScratchMemory vectors;

    /// <param name="mostRows">Most rows of a product of inputs.</param>
    public LstmCellWeights(
        KernelContext context, LstmOperands operands, LstmAttributes attributes, LstmSizes sizes, int mostRows, int batch,
        bool hasAuxiliary)
    {
        (this.context, this.operands, this.attributes, this.sizes) = (context, operands, attributes, sizes);
        firstGate = context.OptionalInput(operands.InputWeights) is null ? LstmOperands.ForgetGate : LstmOperands.InputGate;
        Inputs = Product(operands.InputWeights, mostRows);
        Auxiliary = hasAuxiliary ? Product(operands.AuxiliaryWeights, mostRows) : null;
        if (attributes.DiagonalRecurrentWeights)
        {
            diagonals = OfGates(operands.RecurrentWeights);
        }
        else if (!attributes.JoinedInputs)
        {
            recurrent = Product(operands.RecurrentWeights, batch);
        }

        Projection = context.OptionalInput(operands.Projection) is null
            ? null
            : RecurrentProduct.Prepare(context, [operands.Projection], batch, attributes.AsymmetricQuantizeInputs);
        biases = OfGates(operands.Biases);
        normalizations = OfGates(operands.Normalizations);
        peepholes = context.OptionalInput(operands.Peephole(LstmOperands.OutputGate)) is null
            ? []
            : [.. new[] { LstmOperands.InputGate, LstmOperands.ForgetGate,
                LstmOperands.OutputGate }.Select(gate => context.OptionalInput(operands.Peephole(gate)))];
        vectors = context.Scratch((long)(LstmOperands.Gates + 4) * sizes.Units * sizeof(float));
    }

    public RecurrentProduct Inputs { get; }

    public RecurrentProduct? Auxiliary { get; }

    public RecurrentProduct? Projection { get; }

    /// <summary>Sums of one row: gates x units.</summary>
    public int GateWidth => (LstmOperands.Gates - firstGate) * sizes.Units;

    /// <summary>What sums begin with: the biases, or null where they are added to normalized gates.</summary>
    public float* SumStart => IsNormalized ? null : Biases;

    public float* ProjectionBias => context.OptionalInput(operands.ProjectionBias) is { } bias ? bias.Floats : null;

    private bool IsNormalized => normalizations[LstmOperands.OutputGate] is not null;

    private float* Biases => vectors.Floats;

    private float* Peepholes => vectors.Floats + (LstmOperands.Gates * sizes.Units);

    private float* Products => Peepholes + (3 * sizes.Units);

    /// <summary>Gathers biases and peepholes and packs weights that are computed; once in each run.</summary>
    public void Refresh()
    {
        Inputs.Refresh();
        Auxiliary?.Refresh();
        recurrent?.Refresh();
        Projection?.Refresh();
        for (var gate = firstGate; gate < LstmOperands.Gates; gate++)
        {
            biases[gate]!.Span<float>().CopyTo(new Span<float>(Biases + ((gate - firstGate) * sizes.Units), sizes.Units));
        }

        for (var index = 0; index < peepholes.Length; index++)
        {
            Dequantize(peepholes[index], Peepholes + (index * sizes.Units));
        }
    }

    /// <summary>Adds what the hidden state [batch, outputs] gives to the sums [batch, gates x units].</summary>
    public void AddHidden(float* state, int batch, float* sums)
    {
        if (recurrent is not null)
        {
            recurrent.Add(state, batch, sums);
            return;
        }

        for (var item = 0; item < batch; item++)
        {
            for (var gate = firstGate; gate < LstmOperands.Gates; gate++)
            {
                var sum = sums + ((nint)item * GateWidth) + ((gate - firstGate) * sizes.Units);
                FloatBinary.Run(default(MultiplyFunction), diagonals[gate]!.Floats, 1, state + ((nint)item * sizes.Units), 1, Products,
                    sizes.Units, context.Mode);
                FloatBinary.Run(default(AddFunction), sum, 1, Products, 1, sum, sizes.Units, context.Mode);
            }
        }
    }

    public LstmGateRow GateRow() => new()
    {
        Units = sizes.Units,
        IsCoupled = firstGate == LstmOperands.ForgetGate,
        Activation = attributes.Activation,
        CellClip = attributes.CellClip,
        Mode = context.Mode,
        Peepholes = peepholes.Length == 0 ? null : Peepholes,
        InputNormalization = Normalization(LstmOperands.InputGate),
        ForgetNormalization = Normalization(LstmOperands.ForgetGate),
        CellNormalization = Normalization(LstmOperands.CellGate),
        OutputNormalization = Normalization(LstmOperands.OutputGate),
        Biases = Biases,
        Products = Products,
    };

    /// <summary>Clips the projected state and sets subnormal values to 0.</summary>
    public void ClipProjection(LstmState state, float clip) =>
        FloatUnary.Run(new RecurrentStateFunction(clip), state.Floats, state.Floats, state.Count, context.Mode);

    private float* Normalization(int gate) => normalizations[gate] is { } operand ? operand.Floats : null;

    private Operand?[] OfGates(int first) => [.. Enumerable.Range(first, LstmOperands.Gates).Select(context.OptionalInput)];

    private RecurrentProduct Product(int first, int mostRows) => RecurrentProduct.Prepare(
        context, [.. Enumerable.Range(first + firstGate, LstmOperands.Gates - firstGate)], mostRows, attributes.AsymmetricQuantizeInputs);

    private static void Dequantize(Operand? weights, float* target)
    {
        if (weights is null)
        {
            return;
        }

        if (weights.ElementType == ElementType.Float32)
        {
            weights.Span<float>().CopyTo(new Span<float>(target, checked((int)weights.ElementCount)));
            return;
        }

        for (var index = 0; index < weights.ElementCount; index++)
        {
            target[index] = IntegerWeights.At(weights.ElementType, weights.Pointer,
                index) * (weights.Quantization!.IsPerChannel ? weights.Quantization.Scales[index] : weights.Quantization.Scale);
        }
    }
}
