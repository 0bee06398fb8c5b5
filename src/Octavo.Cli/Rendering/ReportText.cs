using System.Globalization;
using System.Text;

namespace Octavo.Cli;

/// <summary>Lines of a report for people; long lists are cut unless <c>--verbose</c> asks for all.</summary>
internal sealed class ReportText
{
    private const int Shown = 20;

    private readonly StringBuilder text = new();

    public void Add(string line) => text.Append(text.Length == 0 ? "" : "\n").Append(line);

    /// <summary>A heading, and below it a line for each item; nothing where there is none.</summary>
    public void AddList<T>(string heading, IReadOnlyCollection<T> items, Func<T, string> line)
    {
        if (items.Count == 0)
        {
            return;
        }

        Add(heading);
        var shown = Messages.IsVerbose ? items.Count : Shown;
        foreach (var item in items.Take(shown))
        {
            Add($"  {line(item)}");
        }

        if (items.Count > shown)
        {
            Add($"  and {items.Count - shown} more (--verbose shows all)");
        }
    }

    /// <summary>A large number with a space every three digits.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>Sizes as <c>[?,28,28,1]</c>.</summary>
    public static string Sizes(IEnumerable<long>? sizes) =>
        sizes is null ? "of unknown rank"
        : $"[{string.Join(',', sizes.Select(size => size < 0 ? "?" : size.ToString(CultureInfo.InvariantCulture)))}]";

    public override string ToString() => text.ToString();
}
