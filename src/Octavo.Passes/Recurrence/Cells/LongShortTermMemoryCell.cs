using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// c' = clip(f * c + i * g), h' = clip(P (o * activation(c')) + b), where i, f, o = logistic(gate) and g = activation(gate); i may be 1 -
/// f. Peepholes of i and f look at c, that of o looks at c'. Source: Hochreiter and Schmidhuber 1997; Gers et al. 2000, 2002; Sak et al.
/// 2014.
/// </summary>
/// <param name="InputGate">Null where it is coupled to the forget gate.</param>
internal sealed partial record LongShortTermMemoryCell(
    CellOperands Operands, Columns Next, Columns Cell, Columns NextCell, CellGate? InputGate, CellGate ForgetGate, CellGate CellGate,
    CellGate OutputGate,
    FusedActivation Activation, float CellClip, CellProjection? Projection) : RecurrentCell(Operands, Next)
{
    public override ImmutableArray<(Columns State, Columns Next)> States => [(Operands.Hidden, Next), (Cell, NextCell)];

    public override ImmutableArray<CellGate> Gates =>
        InputGate is null ? [ForgetGate, CellGate, OutputGate] : [InputGate, ForgetGate, CellGate, OutputGate];

    public override ImmutableArray<ImmutableArray<LinearProduct>> Products =>
        Projection is null ? base.Products : base.Products.Add([Projection.Product]);

    public override bool IsSameAs(RecurrentCell other) =>
        other is LongShortTermMemoryCell its && Activation == its.Activation && CellClip.Equals(its.CellClip)
        && (Projection is null ? its.Projection is null : its.Projection is not null && Projection.IsSameAs(its.Projection))
            && base.IsSameAs(other);

    /// <summary>The step that ends in some columns.</summary>
    /// <param name="isInput">Which columns are steps of a sequence.</param>
    /// <returns>Null where they are no such step.</returns>
    public static LongShortTermMemoryCell? Match(Columns next, Func<Columns, bool> isInput)
    {
        var projection = CellProjection.Read(next, isInput);
        foreach (var (gate, activated) in (projection?.Product.Source ?? next).Factors())
        {
            if (gate.LogisticOperand() is not { } sum)
            {
                continue;
            }

            var output = LinearFormReader.Read(sum);
            var (activation, nextCell) = activated.Activated();
            if (CellOperands.Of(output, isInput) is { } operands && CellGate.Read(output, operands, nextCell) is { } outputGate
                && MatchUpdate(nextCell, operands, activation) is { } update && HasFittingSizes(outputGate, update, operands, projection))
            {
                return update with { Next = next, OutputGate = outputGate, Projection = projection };
            }
        }

        return null;
    }

    /// <summary>All but the output gate and the projection.</summary>
    private static LongShortTermMemoryCell? MatchUpdate(Columns nextCell, CellOperands operands, FusedActivation activation)
    {
        var (clip, sum) = nextCell.Clipped();
        foreach (var (kept, added) in sum.Summands())
        {
            foreach (var (forget, cell) in kept.Factors())
            {
                if (Gate(forget, operands, cell) is not { } forgetGate)
                {
                    continue;
                }

                foreach (var (input, candidate) in added.Factors())
                {
                    var (its, form) = candidate.ActivatedForm();
                    var isCoupled = input.ComplementOperand() == forget;
                    var inputGate = isCoupled ? null : Gate(input, operands, cell);
                    if (its == activation && (isCoupled || inputGate is not null) && CellGate.Read(form, operands, null) is { } cellGate)
                    {
                        return new LongShortTermMemoryCell(operands, nextCell, cell, nextCell, inputGate, forgetGate, cellGate, cellGate,
                            activation, clip, null);
                    }
                }
            }
        }

        return null;
    }

    private static CellGate? Gate(Columns columns, CellOperands operands, Columns cell) =>
        columns.LogisticOperand() is { } sum ? CellGate.Read(LinearFormReader.Read(sum), operands, cell) : null;

    private static bool HasFittingSizes(CellGate outputGate, LongShortTermMemoryCell update, CellOperands operands,
        CellProjection? projection)
    {
        var units = outputGate.Units;
        return update.Gates.All(gate => gate.Units == units) && update.Cell.Width == units
            && (projection is null ? operands.Hidden.Width == units
                : projection.Product.Weights.Inputs == units && operands.Hidden.Width == projection.Product.Weights.Outputs)
            && new[] { update.InputGate, update.ForgetGate, outputGate }.Where(gate => gate is not null && gate.Peephole is null)
                .Count() is var bare
            && (bare == 0 || bare == (update.InputGate is null ? 2 : 3));
    }
}
