namespace Octavo.Passes;

/// <summary>The ordered lists of passes, with the reason for each order.</summary>
public static class Pipelines
{
    /// <summary>What an imported model goes through before it is quantized or written.</summary>
    public static IReadOnlyList<IPass> Import { get; } =
    [
        new FoldConstants(),
        new RemoveUnreadNodes(),
    ];

    /// <summary>What a loaded model goes through before it runs.</summary>
    public static IReadOnlyList<IPass> RunTime { get; } =
    [
        // Before folding, which would dequantize the tables whole.
        new FuseDequantizedLookups(),
        new FoldConstants(mayGrow: true),
        new RemoveUnreadNodes(),
    ];
}
