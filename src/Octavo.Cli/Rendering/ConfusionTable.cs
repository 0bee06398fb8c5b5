using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>Which class was taken for which: as text, JSON and CSV.</summary>
internal static class ConfusionTable
{
    /// <summary>More columns than these do not stand beside each other; then only the commonest mistakes are shown.</summary>
    private const int WidestTable = 16;

    private const int LongestName = 12;
    private const int MostMistakes = 20;
    private const string NoClass = "no class";

    public static void Show(Evaluator.Result result)
    {
        var matrix = result.Confusion();
        if (matrix.Classes > WidestTable)
        {
            ShowMistakes(result, matrix);
            return;
        }

        var hasNone = result.NonFinite.Length != 0;
        var columns = Enumerable.Range(0, matrix.Classes).ToList();
        List<string> names = [.. columns.Select(index => Short(result.NameOf(index)))];
        var width = Math.Max(6, names.Max(name => name.Length) + 1);
        Console.WriteLine("  true class, and how often each class was named for it:");
        Console.WriteLine(
            $"    {"".PadRight(LongestName)}{string.Concat(names.Select(name => name.PadLeft(width)))}"
            + $"{(hasNone ? NoClass.PadLeft(NoClass.Length + 2) : "")}");
        foreach (var label in columns)
        {
            var counts = string.Concat(
                columns.Select(prediction => matrix[label, prediction].ToString(CultureInfo.InvariantCulture).PadLeft(width)));
            Console.WriteLine(
                $"    {names[label].PadRight(LongestName)}{counts}"
                + $"{(hasNone ? matrix.Unpredicted(label).ToString(CultureInfo.InvariantCulture).PadLeft(NoClass.Length + 2) : "")}");
        }
    }

    public static JsonObject Describe(Evaluator.Result result)
    {
        var matrix = result.Confusion();
        var classes = Enumerable.Range(0, matrix.Classes).ToList();
        return new JsonObject
        {
            ["classes"] = classes.Select(result.NameOf).ToJson(),
            ["counts"] = classes.ToJson(label => classes.ToJson(prediction => matrix[label, prediction])),
            ["non_finite"] = classes.ToJson(label => matrix.Unpredicted(label)),
        };
    }

    /// <summary>A row for each true class, a column for each class that was named, and one for samples without finite scores.</summary>
    public static void Write(Evaluator.Result result, string path, bool replace)
    {
        var matrix = result.Confusion();
        var classes = Enumerable.Range(0, matrix.Classes).ToList();
        var text = new StringBuilder();
        text.Append("label,").AppendJoin(',', classes.Select(index => Quoted(result.NameOf(index)))).Append(",non_finite\n");
        foreach (var label in classes)
        {
            text.Append(Quoted(result.NameOf(label))).Append(',').AppendJoin(
            ',', classes.Select(prediction => matrix[label, prediction].ToString(CultureInfo.InvariantCulture)))
                .Append(CultureInfo.InvariantCulture, $",{matrix.Unpredicted(label)}\n");
        }

        FileReplacement.Write(path, Encoding.UTF8.GetBytes(text.ToString()), replace);
    }

    private static void ShowMistakes(Evaluator.Result result, ConfusionMatrix matrix)
    {
        var classes = Enumerable.Range(0, matrix.Classes).ToList();
        var mistakes = classes.SelectMany(
            label => classes.Where(prediction => prediction != label && matrix[label, prediction] > 0).Select(
            prediction => (label, prediction, Count: matrix[label, prediction])))
            .OrderByDescending(mistake => mistake.Count).ToList();
        Console.WriteLine("  the commonest mistakes (all of them with --json or --confusion-out), true class -> class that was named:");
        foreach (var (label, prediction, count) in mistakes.Take(MostMistakes))
        {
            Console.WriteLine($"    {result.NameOf(label)} -> {result.NameOf(prediction)}: {count}");
        }
    }

    private static string Short(string name) => name.Length < LongestName ? name : $"{name[..(LongestName - 3)]}..";

    /// <summary>Spreadsheets compute what begins like a formula; an apostrophe keeps it text.</summary>
    private static string Quoted(string name)
    {
        name = name.Length > 0 && name[0] is '=' or '+' or '-' or '@' or '\t' ? $"'{name}" : name;
        return name.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
    }
}
