using Octavo.Operators;

namespace Octavo.Passes;

internal sealed partial record LongShortTermMemoryCell
{
    /// <summary>With h = c = 0: gates read the input alone, and c' = i * g, perhaps plus f * 0.</summary>
    public override RecurrentCell? StartFromZeros(Func<Columns, bool> isInput)
    {
        var projection = Projection is null ? null : CellProjection.Read(Operands.Hidden, isInput);
        if (Projection is not null && (projection is null || !Projection.IsSameAs(projection)))
        {
            return null;
        }

        foreach (var (gate, activated) in (projection?.Product.Source ?? Operands.Hidden).Factors())
        {
            if (gate.LogisticOperand() is { } sum && activated.Activated() == (Activation, Cell)
                && OutputGate.InputPart(LinearFormReader.Read(sum), Cell, isInput) is { } input && StartsAt(input, isInput))
            {
                return this with { Operands = new CellOperands(input, Operands.Hidden), Next = Operands.Hidden, NextCell = Cell };
            }
        }

        return null;
    }

    private bool StartsAt(Columns step, Func<Columns, bool> isInput)
    {
        var (clip, sum) = Cell.Clipped();
        var added = sum.Summands().Where(pair => pair.One.Factors().Any(factors => ZeroValues.Are(factors.One.Value)))
            .Select(pair => pair.Other).Append(sum).First();
        return clip.Equals(CellClip) && added.Factors().Any(pair =>
        {
            var (activation, form) = pair.Other.ActivatedForm();
            return activation == Activation && CellGate.InputPart(form, null, isInput) == step && InputPart(pair.One, isInput) == step;
        });
    }

    /// <summary>What the input gate reads, coupled or not.</summary>
    private Columns? InputPart(Columns gate, Func<Columns, bool> isInput) => InputGate is null
        ? gate.ComplementOperand()?.LogisticOperand() is { } coupled ? ForgetGate.InputPart(LinearFormReader.Read(coupled), null, isInput)
        : null
        : gate.LogisticOperand() is { } sum ? InputGate.InputPart(LinearFormReader.Read(sum), null, isInput) : null;
}
