namespace Octavo.Passes;

/// <summary>A kind of cell to look for.</summary>
/// <param name="Describe">With its article, for reports.</param>
/// <param name="Match">The step that ends in some columns, where the predicate says which columns are steps of a sequence; null where there is none.</param>
internal sealed record CellMatcher(string Describe, Func<Columns, Func<Columns, bool>, RecurrentCell?> Match)
{
    /// <summary>The cells that operators of .tflite files compute.</summary>
    public static IReadOnlyList<CellMatcher> Portable { get; } =
    [
        new("a long short-term memory", LongShortTermMemoryCell.Match),
        new("a basic recurrent cell", BasicCell.Match),
    ];

    /// <summary>Those that an operator of the run time alone computes.</summary>
    public static IReadOnlyList<CellMatcher> RunTimeOnly { get; } = [new("a gated recurrent unit", GatedUnitCell.Match)];
}
