namespace Octavo.Passes;

/// <summary>A kind of cell to look for.</summary>
/// <param name="Name">With its article, for reports.</param>
/// <param name="Match">
/// The step that ends in some columns, where the predicate says which columns are steps of a sequence; null where there is none.
/// </param>
internal sealed record CellMatcher(string Name, Func<Columns, Func<Columns, bool>, RecurrentCell?> Match)
{
    private static readonly CellMatcher Memory = new("a long short-term memory", LongShortTermMemoryCell.Match);

    private static readonly CellMatcher Basic = new("a basic recurrent cell", BasicCell.Match);

    private static readonly CellMatcher Gated = new("a gated recurrent unit", GatedUnitCell.Match);

    /// <summary>The cells that an operator computes; the most particular first.</summary>
    public static IReadOnlyList<CellMatcher> For(RecurrenceTarget target) =>
        target == RecurrenceTarget.File ? [Memory, Basic] : [Memory, Gated, Basic];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CellMatcher> All { get; } = [Memory, Gated, Basic];

    /// <summary>Whether an operator of the target computes the cell with its weights.</summary>
    public static bool Fits(RecurrentCell cell, RecurrenceTarget target) =>
        cell.IsFloat || (target == RecurrenceTarget.RunTime && cell.HasHybridForm);
}
