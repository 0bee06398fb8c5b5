using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// One direction of a simple recurrent layer over a whole sequence: h = activation(bias + W x + A auxiliary + R h), rounded after each
/// product. Products with inputs are made for all moments at once, the recurrent one moment after moment. Arithmetic: docs/numerics.md,
/// "Simple recurrent layers".
/// </summary>
internal sealed unsafe class RnnDirection
{
    private readonly SequenceLayout layout;
    private readonly FusedActivation activation;
    private readonly bool backward;
    private readonly int outputStride;
    private readonly KernelMode mode;
    private readonly RecurrentProduct weights;
    private readonly RecurrentProduct? auxiliaryWeights;
    private readonly RecurrentProduct? recurrentWeights;
    private readonly ScratchMemory? joined;
    private readonly int depth;
    private readonly Operand? bias;
    private readonly Operand state;
    private readonly ScratchMemory step;
    private readonly ScratchMemory? products;
    private readonly ScratchMemory? hidden;

    /// <param name="outputStride">Floats from one row of the output to the next: units where it is this direction's alone.</param>
    /// <param name="asymmetric">Whether the hybrid form quantizes rows with a zero point.</param>
    /// <param name="isJoined">Whether the weights multiply input and state side by side; there are no recurrent weights then.</param>
    /// <exception cref="OctavoException">The state is not [batch, units].</exception>
    public RnnDirection(KernelContext context, RnnOperands operands, SequenceLayout layout, FusedActivation activation, int outputStride,
        bool asymmetric, bool backward = false, bool isJoined = false)
    {
        (this.layout, this.activation, this.outputStride, this.backward, mode) = (layout, activation, outputStride, backward, context.Mode);
        weights = RecurrentProduct.Prepare(context, [operands.Weights], isJoined ? layout.Batch : layout.Rows, asymmetric);
        recurrentWeights = isJoined ? null : RecurrentProduct.Prepare(context, [operands.RecurrentWeights], layout.Batch, asymmetric);
        joined = isJoined ? context.Scratch((long)layout.Batch * weights.Depth * sizeof(float)) : null;
        depth = weights.Depth - (isJoined ? Units : 0);
        auxiliaryWeights =
            operands.AuxiliaryWeights is { } auxiliary ? RecurrentProduct.Prepare(context, [auxiliary], layout.Rows, asymmetric) : null;
        foreach (var product in new[] { auxiliaryWeights, recurrentWeights })
        {
            if (product is not null && (product.Outputs != Units || (product == recurrentWeights && product.Depth != Units)))
            {
                throw new OctavoException(
                    ErrorKind.Shape, "weights of one layer differ in their units", context.Node.Where, $"{Units} units",
                    $"[{product.Outputs},{product.Depth}]");
            }
        }

        bias = context.OptionalInput(operands.Bias);
        state = context.Input(operands.State);
        if (state.Shape != new Shape(layout.Batch, Units))
        {
            throw new OctavoException(
                ErrorKind.Shape, "the state does not fit the batch", context.Node.Where, $"[{layout.Batch},{Units}]", $"{state.Shape}",
                "Run the model with the batch that it was made for.");
        }

        var stepBytes = (long)layout.Batch * Units * sizeof(float);
        step = context.Scratch(stepBytes);
        hidden = state.Value.IsVariable ? null : context.Scratch(stepBytes);
        products = outputStride == Units ? null : context.Scratch((long)layout.Rows * Units * sizeof(float));
    }

    public int Units => weights.Outputs;

    /// <summary>[batch, units], where the state goes in the end; null for nowhere.</summary>
    public Operand? LastState { get; init; }

    /// <summary>Null where all steps count.</summary>
    public SequenceMask? Mask { get; init; }

    /// <param name="input">[rows, depth].</param>
    /// <param name="auxiliary">[rows, auxiliary depth]; not read without auxiliary weights.</param>
    /// <param name="output">The first row of this direction's output.</param>
    public void Run(float* input, float* auxiliary, float* output)
    {
        var rows = products is null ? output : products.Floats;
        weights.Refresh();
        recurrentWeights?.Refresh();
        if (joined is null)
        {
            weights.Run(input, layout.Rows, Bias, rows);
        }

        if (auxiliaryWeights is not null)
        {
            AddAuxiliary(auxiliaryWeights, auxiliary, rows);
        }

        var count = layout.Batch * Units;
        var last = state.Floats;
        if (hidden is not null)
        {
            last = hidden.Floats;
            state.Span<float>().CopyTo(new Span<float>(last, count));
        }

        for (var moment = 0; moment < layout.Time; moment++)
        {
            var time = backward ? layout.Time - 1 - moment : moment;
            AddProducts(input, rows, time, last);
            activation.Apply(step.Floats, count, mode);
            if (Mask is { Exists: true })
            {
                KeepMasked(Mask, time, last);
            }

            new ReadOnlySpan<float>(step.Floats, count).CopyTo(new Span<float>(last, count));
            if (Mask is { Exists: true })
            {
                ClearMasked(Mask, time);
            }

            layout.Scatter(step.Floats, Units, time, output, outputStride);
        }

        if (LastState is not null)
        {
            new ReadOnlySpan<float>(last, count).CopyTo(LastState.Span<float>());
        }
    }

    /// <summary>
    /// LiteRT's float kernel goes from moment to moment of a time-major auxiliary input by the input's width; where that is the smaller one
    /// it stays inside, and Octavo gives what is recorded.
    /// </summary>
    private void AddAuxiliary(RecurrentProduct product, float* auxiliary, float* rows)
    {
        product.Refresh();
        if (!layout.TimeMajor || product is not FloatRecurrentProduct || product.Depth <= weights.Depth)
        {
            product.Add(auxiliary, layout.Rows, rows);
            return;
        }

        for (var time = 0; time < layout.Time; time++)
        {
            product.Add(auxiliary + ((nint)time * layout.Batch * weights.Depth), layout.Batch, rows + ((nint)time * layout.Batch * Units));
        }
    }

    private float* Bias => bias is null ? null : bias.Floats;

    /// <summary>Makes the sums of a moment.</summary>
    private void AddProducts(float* input, float* rows, int time, float* last)
    {
        if (joined is null)
        {
            layout.Gather(rows, Units, time, step.Floats, Units);
            recurrentWeights!.Add(last, layout.Batch, step.Floats);
            return;
        }

        for (var item = 0; item < layout.Batch; item++)
        {
            var row = joined.Floats + ((nint)item * weights.Depth);
            new ReadOnlySpan<float>(input + (layout.Row(time, item) * depth), depth).CopyTo(new Span<float>(row, depth));
            new ReadOnlySpan<float>(last + ((nint)item * Units), Units).CopyTo(new Span<float>(row + depth, Units));
        }

        weights.Run(joined.Floats, layout.Batch, Bias, step.Floats);
    }

    /// <summary>Puts the old state of masked items where their new one is.</summary>
    private void KeepMasked(SequenceMask mask, int time, float* last)
    {
        for (var item = 0; item < layout.Batch; item++)
        {
            if (mask.Skips(time, item))
            {
                new ReadOnlySpan<float>(last + ((nint)item * Units), Units).CopyTo(Row(item));
            }
        }
    }

    private void ClearMasked(SequenceMask mask, int time)
    {
        for (var item = 0; item < layout.Batch; item++)
        {
            if (mask.IsZero(time, item))
            {
                Row(item).Clear();
            }
        }
    }

    private Span<float> Row(int item) => new(step.Floats + ((nint)item * Units), Units);
}
