using System.Collections.Immutable;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>h' = activation(W x + R h + b).</summary>
internal sealed record BasicCell(CellOperands Operands, Columns Next, CellGate Gate, FusedActivation Activation) : RecurrentCell(Operands,
    Next)
{
    public override ImmutableArray<CellGate> Gates => [Gate];

    /// <summary>The step that ends in some columns.</summary>
    /// <param name="isInput">Which columns are steps of a sequence.</param>
    /// <returns>Null where they are no such step.</returns>
    public static BasicCell? Match(Columns next, Func<Columns, bool> isInput)
    {
        var (activation, form) = next.ActivatedForm();
        return CellOperands.Of(form, isInput) is { } operands && CellGate.Read(form, operands, null) is { } gate
            && gate.Units == operands.Hidden.Width && operands.Hidden.Width == next.Width && activation != FusedActivation.SignBit
                ? new BasicCell(operands, next, gate, activation)
                : null;
    }

    public override RecurrentCell? StartFromZeros(Func<Columns, bool> isInput)
    {
        var next = Operands.Hidden;
        var (activation, form) = next.ActivatedForm();
        return activation == Activation && Gate.InputPart(form, null, isInput) is { } input
            ? new BasicCell(new CellOperands(input, next), next, Gate, activation) : null;
    }

    public override bool IsSameAs(RecurrentCell other) =>
        other is BasicCell { Activation: var its } && its == Activation && base.IsSameAs(other);
}
