using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The axes of operands and result by their labels: a letter's code, or -1, -2, ... for those that an ellipsis stands for, counted from its
/// last.
/// </summary>
internal sealed record EinsumEquation(ImmutableArray<ImmutableArray<int>> Operands, ImmutableArray<int> Result)
{
    private const string Ellipsis = "...";

    /// <exception cref="OctavoException">
    /// The equation is not valid, or does not fit the operands; unsupported: ranks that are not known.
    /// </exception>
    public static EinsumEquation Of(ImportContext context)
    {
        var text = context.Attributes.Text("equation").Replace(" ", string.Empty, StringComparison.Ordinal);
        var sides = text.Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != context.InputCount)
        {
            throw Malformed(context, text);
        }

        ImmutableArray<ImmutableArray<int>> operands =
            [.. terms.Select((term, index) => Labels(context, text, term, context.RequireRank(index).Rank))];
        var result = sides.Length == 2
            ? Labels(context, text, sides[1],
                sides[1].Replace(Ellipsis, string.Empty, StringComparison.Ordinal).Length + EllipsisAxes(sides[1], operands))
            : Implicit(operands);
        var known = operands.SelectMany(labels => labels).ToHashSet();
        return result.Distinct().Count() == result.Length && result.All(known.Contains)
            ? new EinsumEquation(operands, result)
            : throw context.Unsupported($"equation {text}: an axis of the result that no operand has, or that stands twice",
                "Write the equation with each axis of the result once.");
    }

    private static int EllipsisAxes(string term, ImmutableArray<ImmutableArray<int>> operands) =>
        term.Contains(Ellipsis, StringComparison.Ordinal) ? operands.Max(labels => labels.Count(label => label < 0)) : 0;

    /// <summary>Axes of the ellipsis first, then the letters that stand once, in their order.</summary>
    private static ImmutableArray<int> Implicit(ImmutableArray<ImmutableArray<int>> operands)
    {
        var all = operands.SelectMany(labels => labels).ToList();
        return [.. all.Where(label => label < 0).Distinct().Order(),
            .. all.Where(label => label > 0 && all.Count(other => other == label) == 1).Order()];
    }

    private static ImmutableArray<int> Labels(ImportContext context, string equation, string term, int rank)
    {
        var place = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var letters = place < 0 ? term : term.Remove(place, Ellipsis.Length);
        var hidden = rank - letters.Length;
        if (!letters.All(char.IsAsciiLetter) || hidden < 0 || (place < 0 && hidden != 0))
        {
            throw Malformed(context, equation);
        }

        var front = Math.Max(place, 0);
        return [.. letters[..front].Select(letter => (int)letter), .. Enumerable.Range(-hidden, hidden),
            .. letters[front..].Select(letter => (int)letter)];
    }

    private static OctavoException Malformed(ImportContext context, string equation) => new(
        ErrorKind.MalformedModel, "the equation does not fit the operands", context.Where,
        $"{context.InputCount} operands with a letter for each axis", equation);
}
