using System.Text.Json;

namespace Octavo.Evaluation.Tests;

/// <summary>Compares figures, named by their path, with a recorded JSON value.</summary>
internal static class MetricFigures
{
    /// <returns>How many figures were compared.</returns>
    public static int Compare(string path, JsonElement expected,
        Dictionary<string, double> figures, double tolerance, List<string> failures, string name)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                return expected.EnumerateObject().Where(member => !member.Name.StartsWith("note", StringComparison.Ordinal))
                    .Sum(member => Compare($"{path}/{member.Name}", member.Value, figures, tolerance, failures, name));
            case JsonValueKind.Array:
                return expected.EnumerateArray().Index()
                .Sum(item => Compare($"{path}/{item.Index}", item.Item, figures, tolerance, failures, name));
        }

        var value = expected.ValueKind switch
        {
            JsonValueKind.Number => expected.GetDouble(),
            JsonValueKind.Null => double.NaN,
            _ => expected.GetString() switch
            {
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => double.NaN,
            },
        };
        if (!figures.TryGetValue(path, out var found)
            || !(found.Equals(value) || Math.Abs(found - value) <= tolerance * Math.Max(1, Math.Abs(value))))
        {
            failures.Add($"{name}{path}: {found:R}, expected {value:R}");
        }

        return 1;
    }
}
