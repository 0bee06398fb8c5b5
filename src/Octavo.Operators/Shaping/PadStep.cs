using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Fills the output and puts the input inside. The filling is the first element of input 2 where there is one, otherwise the output's zero
/// point.
/// </summary>
internal sealed class PadStep(KernelContext context) : MovementStep(context, 1)
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly IndexOperand paddings = new(context.Input(1));
    private readonly Operand? filling = context.OptionalInput(2);
    private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);

    protected override void Plan() => copy.BeginInside(input, output, paddings, Where);

    protected override void Move()
    {
        if (input.ElementCount != output.ElementCount)
        {
            Fill();
        }

        copy.Run(input, output, Workers);
    }

    private void Fill()
    {
        if (filling is not null)
        {
            ElementFill.Fill(output, filling);
        }
        else
        {
            ElementFill.Fill(output,
                output.ElementType.BitsPerElement() <= 16 && output.Quantization is { } quantization ? (ulong)quantization.ZeroPoint : 0);
        }
    }
}
