using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// h' = z * h + (1 - z) * g, where z, r = logistic(gate) and g is tanh(W x + R (r * h) + b), or tanh(W x + b + r * (R h + b')) where the
/// reset gate comes after the product. Source: Cho et al. 2014; Keras's <c>reset_after</c> for the second form.
/// </summary>
/// <param name="Candidate">Its <see cref="CellGate.Recurrent"/> reads h, or r * h.</param>
/// <param name="RecurrentBias">b'; null for zeros, and where the reset gate comes first.</param>
/// <param name="ResetsAfter">Which of the two forms it is.</param>
internal sealed partial record GatedUnitCell(
    CellOperands Operands, Columns Next, CellGate UpdateGate, CellGate ResetGate, CellGate Candidate, Constant? RecurrentBias,
    bool ResetsAfter)
    : RecurrentCell(Operands, Next)
{
    public override ImmutableArray<CellGate> Gates => [UpdateGate, ResetGate, Candidate];

    public override bool HasHybridForm => GatedUnitWeights.Of(this) is not null;

    public override bool IsSameAs(RecurrentCell other) =>
        other is GatedUnitCell its && ResetsAfter == its.ResetsAfter && ConstantRows.AreEqual(RecurrentBias, its.RecurrentBias)
        && base.IsSameAs(other);

    /// <summary>The step that ends in some columns.</summary>
    /// <param name="isInput">Which columns are steps of a sequence.</param>
    /// <returns>Null where they are no such step.</returns>
    public static GatedUnitCell? Match(Columns next, Func<Columns, bool> isInput)
    {
        foreach (var (kept, added) in next.Summands())
        {
            foreach (var (update, hidden) in kept.Factors())
            {
                if (update.LogisticOperand() is not { } sum || LinearFormReader.Read(sum) is not { } form
                    || CellOperands.Of(form, isInput) is not { } operands
                    || operands.Hidden != hidden || CellGate.Read(form, operands, null) is not { } updateGate)
                {
                    continue;
                }

                foreach (var (complement, candidate) in added.Factors())
                {
                    if (complement.ComplementOperand() == update && candidate.Value.Producer is { Operator: Tanh }
                        && candidate.Operand(0) is { } inner
                        && (MatchAfter(inner, operands) ?? MatchBefore(inner, operands)) is { } cell)
                    {
                        return WithFittingSizes(cell with { Next = next, UpdateGate = updateGate });
                    }
                }
            }
        }

        return null;
    }

    /// <summary>W x + R (r * h) + b.</summary>
    private static GatedUnitCell? MatchBefore(Columns inner, CellOperands operands)
    {
        var form = LinearFormReader.Read(inner).Joined(columns => columns == operands.Input);
        var reset = form.Products.Select(product => product.Source).FirstOrDefault(source => source != operands.Input);
        if (form.Products.Length != 2 || reset == default)
        {
            return null;
        }

        foreach (var (gate, hidden) in reset.Factors())
        {
            if (hidden == operands.Hidden && Gate(gate, operands) is { } resetGate
                && CellGate.Read(form, new CellOperands(operands.Input, reset), null) is { } candidate)
            {
                return new GatedUnitCell(operands, inner, resetGate, resetGate, candidate, null, false);
            }
        }

        return null;
    }

    /// <summary>W x + b + r * (R h + b').</summary>
    private static GatedUnitCell? MatchAfter(Columns inner, CellOperands operands)
    {
        if (LinearFormReader.Read(inner) is not { Products: [var input], Terms: [{ Factors: null, Source: var reset }] } form
            || input.Source != operands.Input)
        {
            return null;
        }

        foreach (var (gate, product) in reset.Factors())
        {
            if (LinearFormReader.Read(product) is { Products: [var recurrent], Terms: [] } its && recurrent.Source == operands.Hidden
                && Gate(gate, operands) is { } resetGate)
            {
                return new GatedUnitCell(operands, inner, resetGate, resetGate, new CellGate(input, recurrent, null, form.TotalBias),
                    its.TotalBias, true);
            }
        }

        return null;
    }

    private static CellGate? Gate(Columns columns, CellOperands operands) =>
        columns.LogisticOperand() is { } sum ? CellGate.Read(LinearFormReader.Read(sum), operands, null) : null;

    private static GatedUnitCell? WithFittingSizes(GatedUnitCell cell) =>
        cell.Gates.All(gate => gate.Units == cell.Next.Width) && cell.Operands.Hidden.Width == cell.Next.Width ? cell : null;
}
