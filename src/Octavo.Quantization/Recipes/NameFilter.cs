using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>The user's patterns of names, and which of them have matched.</summary>
internal sealed class NameFilter(WeightQuantizationOptions options)
{
    private readonly NameGlob[] included = [.. options.Include.Select(pattern => new NameGlob(pattern))];
    private readonly NameGlob[] excluded = [.. options.Exclude.Select(pattern => new NameGlob(pattern))];

    /// <summary>Why a constant stays float where a node reads it; null where it need not.</summary>
    public string? Refusal(Node node, Value constant) =>
        Array.Find(excluded, pattern => Matches(pattern, node, constant)) is { } found ? $"excluded by '{found.Pattern}'"
        : included.Length == 0 || Array.Exists(included, pattern => Matches(pattern, node, constant)) ? null
        : "no pattern includes it";

    /// <exception cref="OctavoException">
    /// Usage: a pattern matches no constant that a node of the model reads, and no such node; the nearest names are given.
    /// </exception>
    public void RequireMatches(IReadOnlyList<(Node Node, Value Constant)> readings)
    {
        foreach (var pattern in included.Concat(excluded))
        {
            if (!readings.Any(reading => Matches(pattern, reading.Node, reading.Constant)))
            {
                throw ConstantNames.NothingMatches(
                    ErrorKind.Usage, $"The pattern '{pattern.Pattern}' matches nothing.",
                    excluded.Contains(pattern) ? "--exclude" : "--include", pattern.Plain, readings);
            }
        }
    }

    private static bool Matches(NameGlob pattern, Node node, Value constant) => ConstantNames.Of(node, constant).Any(pattern.IsMatch);
}
