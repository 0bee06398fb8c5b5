namespace Octavo.Tensors;

/// <summary>Finds the name that a user most likely meant.</summary>
internal static class NearestName
{
    private const int LongestName = 100;
    private const int MostListed = 20;

    /// <summary>
    /// The candidate that begins with the name, else the one that holds it, else the one with the fewest insertions, deletions and
    /// replacements of characters; null where there are none.
    /// </summary>
    /// <param name="onlyIfNear">Null also where more than a third of the name would have to change.</param>
    public static string? Of(string name, IEnumerable<string> candidates, bool onlyIfNear = false)
    {
        var best = candidates.Select(candidate => (Name: candidate, Distance: Rank(name, candidate)))
            .DefaultIfEmpty((Name: null!, Distance: 0)).MinBy(candidate => candidate.Distance);
        return onlyIfNear && best.Distance > Math.Max(1, name.Length / 3) ? null : best.Name;
    }

    private static int Rank(string name, string candidate) =>
        name.Length == 0 ? candidate.Length
        : candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? -2
        : name.Length > 3 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase) ? -1
        : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());

    /// <summary>The error for an unknown name: it names the nearest one and lists what there is.</summary>
    public static OctavoException Unknown(string what, string name, IEnumerable<string> candidates, string? where)
    {
        var known = candidates.ToList();
        return new OctavoException(ErrorKind.Usage, $"There is no {what} '{name}'.", where, List(known),
            hint: Of(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : null);
    }

    /// <summary>A question that names the nearest of some names; null where none is near.</summary>
    public static string? Suggestion(string name, IEnumerable<string> candidates) =>
        Of(name, candidates, onlyIfNear: true) is { } nearest ? $"Did you mean '{nearest}'?" : null;

    /// <summary>Names in quotes, sorted, as many as a person reads.</summary>
    public static string Sorted(IEnumerable<string> names) => List([.. names.Order(StringComparer.Ordinal).Select(name => $"'{name}'")]);

    /// <summary>Names, as many as a person reads.</summary>
    public static string List(IReadOnlyCollection<string> names) => names.Count == 0
        ? "none"
        : string.Join(", ", names.Take(MostListed)) + (names.Count > MostListed ? $" and {names.Count - MostListed} more" : "");

    /// <summary>Of names beyond <see cref="LongestName"/>, of their beginnings.</summary>
    private static int Distance(string left, string right)
    {
        left = left[..Math.Min(LongestName, left.Length)];
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
