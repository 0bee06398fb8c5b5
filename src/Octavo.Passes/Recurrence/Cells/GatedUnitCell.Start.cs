using Octavo.Operators;

namespace Octavo.Passes;

internal sealed partial record GatedUnitCell
{
    /// <summary>With h = 0: gates read the input alone, and h' = (1 - z) * g, perhaps plus z * 0.</summary>
    public override RecurrentCell? StartFromZeros(Func<Columns, bool> isInput)
    {
        var next = Operands.Hidden;
        var added = next.Summands().Where(pair => pair.One.Factors().Any(factors => ZeroValues.Are(factors.One.Value)))
            .Select(pair => pair.Other).Append(next).First();
        foreach (var (complement, candidate) in added.Factors())
        {
            if (complement.ComplementOperand() is { } update && GateInput(UpdateGate, update, isInput) is { } input
                && candidate.Value.Producer is { Operator: Tanh } && candidate.Operand(0) is { } inner
                && (ResetsAfter ? AfterStart(LinearFormReader.Read(inner), isInput)
                    : BeforeStart(LinearFormReader.Read(inner), isInput)) == input)
            {
                return this with { Operands = new CellOperands(input, next), Next = next };
            }
        }

        return null;
    }

    /// <summary>The input of W x + b + r * b'.</summary>
    private Columns? AfterStart(LinearForm form, Func<Columns, bool> isInput)
    {
        var input = Candidate.InputPart(form with { Terms = [] }, null, isInput);
        return form.Terms switch
        {
            [] when ConstantRows.AreEqual(RecurrentBias, null) => input,
            [{ Factors: { } factors, Source: var reset }] when ConstantRows.AreEqual(RecurrentBias, factors)
                && GateInput(ResetGate, reset, isInput) == input => input,
            _ => null,
        };
    }

    /// <summary>The input of W x + b, perhaps plus R (r * 0).</summary>
    private Columns? BeforeStart(LinearForm form, Func<Columns, bool> isInput)
    {
        var recurrent = form.Products.FirstOrDefault(product => product.Source.Factors().Any(factors => ZeroValues.Are(factors.One.Value)));
        return Candidate.InputPart(
            recurrent is null ? form
            : form with { Products = form.Products.Remove(recurrent), Bias = ConstantRows.Sum(form.Bias, recurrent.Bias) }, null, isInput);
    }

    private static Columns? GateInput(CellGate gate, Columns columns, Func<Columns, bool> isInput) =>
        columns.LogisticOperand() is { } sum ? gate.InputPart(LinearFormReader.Read(sum), null, isInput) : null;
}
