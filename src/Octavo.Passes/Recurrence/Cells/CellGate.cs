using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>What one gate of a cell computes of its input, its hidden state and perhaps its cell state, before the activation.</summary>
/// <param name="Input">[units, depth].</param>
/// <param name="Recurrent">[units, outputs].</param>
/// <param name="Peephole">[units], factors of the cell state; null where the gate does not look at it.</param>
/// <param name="Bias">[units]; null for zeros.</param>
internal sealed record CellGate(LinearProduct Input, LinearProduct Recurrent, Constant? Peephole, Constant? Bias)
{
    public int Units => Input.Weights.Outputs;

    /// <summary>Reads a gate whose operands are known.</summary>
    /// <param name="cell">What a peephole looks at; null where there is none.</param>
    /// <returns>Null where the form has anything more, or less.</returns>
    public static CellGate? Read(LinearForm form, CellOperands operands, Columns? cell)
    {
        form = form.Joined(columns => columns == operands.Input);
        if (form.Products.Length != 2 || form.Terms.Length > 1)
        {
            return null;
        }

        var input = form.Products.FirstOrDefault(product => product.Source == operands.Input);
        var recurrent = form.Products.FirstOrDefault(product => product.Source == operands.Hidden);
        var isPeephole = form.Terms is not [var term] || (term.Source == cell && term.Factors is not null);
        return input is not null && recurrent is not null && isPeephole
            ? new CellGate(input, recurrent, form.Terms is [{ Factors: { } factors }] ? factors : null, form.TotalBias)
            : null;
    }

    /// <summary>
    /// The input of a form that is this gate but for its recurrent product and its view of the old cell state; null where it is not.
    /// </summary>
    /// <param name="cell">What a peephole still looks at; null for none.</param>
    public Columns? InputPart(LinearForm form, Columns? cell, Func<Columns, bool> isInput)
    {
        form = form.WithoutZeros();
        return form.Products is [var product] && isInput(product.Source) && product.Weights.HasElementsOf(Input.Weights)
            && ConstantRows.AreEqual(Bias, form.TotalBias)
            && (cell is null || Peephole is null
                ? form.Terms.IsEmpty
                : form.Terms is [{ Factors: { } factors, Source: var source }] && source == cell
                    && ConstantRows.AreEqual(Peephole, factors))
                ? product.Source
                : null;
    }

    /// <summary>Whether another gate computes the same of its own input and state.</summary>
    public bool IsSameAs(CellGate other) =>
        Input.Weights.HasElementsOf(other.Input.Weights)
        && Recurrent.Weights.HasElementsOf(other.Recurrent.Weights)
        && ConstantRows.AreEqual(Peephole, other.Peephole) && ConstantRows.AreEqual(Bias, other.Bias);
}
