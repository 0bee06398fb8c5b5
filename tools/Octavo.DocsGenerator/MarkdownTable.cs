namespace Octavo.DocsGenerator;

/// <summary>Rows of cells as Markdown.</summary>
internal static class MarkdownTable
{
    public static string Make(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat(rows.Prepend([.. heads.Select(_ => "---")]).Prepend(heads)
            .Select(cells => $"| {string.Join(" | ", cells.Select(Escape))} |\n"));

    private static string Escape(string cell) => cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
