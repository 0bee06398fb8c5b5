using System.Collections.Immutable;
using System.Globalization;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Which score of a model belongs to each class of a data set.</summary>
/// <param name="Source">What says so, for people.</param>
/// <param name="Entries">For each class of the data set, in its order, its name and the index of its score.</param>
public sealed record ClassMapping(string Source, ImmutableArray<ClassMapping.Entry> Entries)
{
    internal const string OneScore = "The model gives a single score for a sample; a classifier gives one for each class.";

    private const int MostNamed = 5;

    public sealed record Entry(string Name, int Output);

    /// <summary>
    /// Matches classes to scores by the labels; classes that are all numbers, none of them a label, count as numbers of scores. Without
    /// labels only numbers say where a class belongs: the order of names never does.
    /// </summary>
    /// <param name="classes">Names of the data set's classes.</param>
    /// <param name="labels">The model's, null where nothing names them.</param>
    /// <param name="outputs">How many scores the model gives.</param>
    /// <param name="where">Names the data set in errors.</param>
    /// <exception cref="OctavoException">InvalidData: counts differ, names have no match, or nothing says which class is which.</exception>
    public static ClassMapping Of(IReadOnlyList<string> classes, ClassLabels? labels, int outputs, string where)
    {
        labels?.RequireCount(outputs);
        var found = classes.Select(name => labels is not null && labels.TryFind(name, out var index) ? index : (int?)null).ToList();
        var numbers = classes.Select(Number).ToList();
        if (numbers.TrueForAll(number => number is not null) && found.TrueForAll(index => index is null))
        {
            return Checked(ByNumber(classes, [.. numbers.Select(number => number!.Value)], outputs, labels is null, where), where);
        }

        if (labels is null)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The classes are named by words, and nothing says which score of the model belongs to which.", where,
                $"the {outputs} names of the model's scores in their order (--labels FILE, or in the model's metadata), or classes named "
                    + $"by numbers from 0 to {outputs - 1}",
                Listed(classes));
        }

        List<string> strangers = [.. classes.Where((_, index) => found[index] is null)];
        return strangers.Count == 0
            ? Checked(new ClassMapping(labels.Source, [.. classes.Select((name, index) => new Entry(name, found[index]!.Value))]), where)
            : throw Unknown(strangers, labels, where);
    }

    /// <summary>Whether classes are all named by numbers, so that they need no labels.</summary>
    public static bool AreNumbers(IReadOnlyList<string> classes) => classes.Count != 0 && classes.All(name => Number(name) is not null);

    /// <summary>The error for names that are no label: each with the nearest.</summary>
    public static OctavoException Unknown(IReadOnlyList<string> names, ClassLabels labels, string where)
    {
        var nearest = names.Take(MostNamed).Select(name => $"'{NearestName.Of(name, labels.Names)}'").Distinct();
        return new OctavoException(
            ErrorKind.InvalidData, names.Count == 1 ? $"The model has no class '{names[0]}'."
            : $"{names.Count} classes of the data are none of the model's.",
            where, $"names of {labels.Source}, the nearest {string.Join(", ", nearest)}", Listed(names));
    }

    private static ClassMapping ByNumber(IReadOnlyList<string> classes, int[] numbers, int outputs, bool areNumbersAll, string where)
    {
        if (numbers.Max() >= outputs)
        {
            var outside = classes.Where((_, index) => numbers[index] >= outputs).ToList();
            var hint = outputs == 1 ? OneScore
                : numbers.Min() == 1 && numbers.Max() == outputs ? "These classes count from 1, the model's scores from 0."
                : numbers.Length == outputs + 1 ? "The classes may begin with a background class that this model does not have."
                : "Check that data set and model go together.";
            throw new OctavoException(
                ErrorKind.InvalidData, "Classes of the data have no score.", where, $"numbers from 0 to {outputs - 1}", Listed(outside),
                hint);
        }

        if (areNumbersAll && outputs > 1 && numbers.Distinct().Count() == outputs - 1 && numbers.Max() == outputs - 2)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The model has one score more than there are classes.", where, $"{outputs} classes",
                $"{outputs - 1}, from 0 to {outputs - 2}",
                "If the model's first score is a background class, name the classes' folders from 1 on; if the last class just has no "
                    + "samples, give --labels with all names or add an empty folder.");
        }

        return new ClassMapping(
            "the numbers that the classes are named by", [.. classes.Select((name, index) => new Entry(name, numbers[index]))]);
    }

    private static ClassMapping Checked(ClassMapping mapping, string where)
    {
        var twice = mapping.Entries.GroupBy(entry => entry.Output).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? mapping : throw new OctavoException(
            ErrorKind.InvalidData, "Two classes of the data would have the same score.", where, "one each",
                $"{Listed([.. twice.Select(entry => entry.Name)])} for score {twice.Key}");
    }

    private static int? Number(string name) =>
        name.Length <= 9 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed).Select(name => $"'{(name.Length > 60 ? $"{name[..60]}..." : name)}'"))
            + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
