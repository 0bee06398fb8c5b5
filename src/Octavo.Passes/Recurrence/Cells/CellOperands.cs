namespace Octavo.Passes;

/// <summary>What the gates of one cell read.</summary>
/// <param name="Input">The step of the sequence.</param>
/// <param name="Hidden">The hidden state of before the step.</param>
internal readonly record struct CellOperands(Columns Input, Columns Hidden)
{
    /// <summary>The operands of a gate, where it is a sum of two products, one of which reads the sequence.</summary>
    public static CellOperands? Of(LinearForm form, Func<Columns, bool> isInput) => form.Joined(isInput).Products switch
    {
        [var one, var other] when isInput(one.Source) && !isInput(other.Source) => new CellOperands(one.Source, other.Source),
        [var one, var other] when isInput(other.Source) && !isInput(one.Source) => new CellOperands(other.Source, one.Source),
        _ => null,
    };
}
