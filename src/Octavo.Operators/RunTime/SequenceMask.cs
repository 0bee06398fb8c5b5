using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The mask of a sequence: which steps of which sequences count. Without one all do.</summary>
internal sealed unsafe class SequenceMask
{
    private readonly Operand? mask;
    private readonly SequenceLayout layout;
    private readonly bool isZero;

    /// <param name="input">
    /// Index of the mask, boolean, [batch, time] or [time, batch] as the layout has it; not read where there is none.
    /// </param>
    /// <exception cref="OctavoException">The mask has other sizes (kind Shape).</exception>
    public SequenceMask(KernelContext context, MaskedSteps steps, int input, SequenceLayout layout)
    {
        this.layout = layout;
        isZero = steps == MaskedSteps.ZeroOutput;
        mask = steps == MaskedSteps.None ? null : context.Input(input);
        if (mask is not null && mask.Shape != Shape(layout))
        {
            throw new OctavoException(
                ErrorKind.Shape, "the mask does not fit the sequence", context.Node.Where, $"{Shape(layout)}", $"{mask.Shape}");
        }
    }

    public bool Exists => mask is not null;

    /// <summary>Whether a kernel can read the mask, where there is to be one.</summary>
    public static KernelSupport Support(OperandTypes operands, MaskedSteps steps, int input) => KernelSupport.When(
        steps == MaskedSteps.None || operands.OptionalInput(input) is { ElementType: ElementType.Boolean },
        "the mask is absent or not boolean");

    /// <summary>Whether a step of an item is left out.</summary>
    public bool Skips(int time, int item) => mask is not null && mask.Pointer[layout.Row(time, item)] == 0;

    /// <summary>Whether the output of a step of an item is zeros instead of the hidden state.</summary>
    public bool IsZero(int time, int item) => isZero && Skips(time, item);

    private static Shape Shape(SequenceLayout layout) =>
        layout.TimeMajor ? new Shape(layout.Time, layout.Batch) : new Shape(layout.Batch, layout.Time);
}
