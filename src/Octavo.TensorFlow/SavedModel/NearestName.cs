namespace Octavo.TensorFlow;

/// <summary>What to tell a user who gave a name that is not there.</summary>
internal static class NearestName
{
    private const int Shown = 12;

    /// <summary>The names, sorted, the first dozen of them.</summary>
    public static string List(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return sorted.Count == 0 ? "none" : string.Join(", ", sorted.Take(Shown).Select(name => $"'{name}'")) + (sorted.Count > Shown ? $" and {sorted.Count - Shown} more" : "");
    }

    /// <summary>A question that names the most similar of <paramref name="names"/>; null where none is near.</summary>
    public static string? Suggestion(string wanted, IEnumerable<string> names)
    {
        var best = names.Select(name => (Name: name, Distance: Distance(wanted, name)))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, wanted.Length / 2) ? $"Did you mean '{best.Name}'?" : null;
    }

    private static int Distance(string left, string right)
    {
        if (Math.Max(left.Length, right.Length) > 256)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
