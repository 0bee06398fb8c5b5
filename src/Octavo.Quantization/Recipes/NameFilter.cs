using System.Text.RegularExpressions;
using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>The user's patterns of names.</summary>
internal sealed class NameFilter(WeightQuantizationOptions options)
{
    private readonly (string Pattern, Regex Expression)[] included = Compile(options.Include);
    private readonly (string Pattern, Regex Expression)[] excluded = Compile(options.Exclude);

    /// <summary>Why a constant stays float where a node reads it; null where it need not.</summary>
    public string? Refusal(Node node, Value constant)
    {
        foreach (var (pattern, expression) in excluded)
        {
            if (Matches(expression, node, constant))
            {
                return $"excluded by '{pattern}'";
            }
        }

        return included.Length == 0 || included.Any(entry => Matches(entry.Expression, node, constant)) ? null : "no pattern includes it";
    }

    private static (string Pattern, Regex Expression)[] Compile(IReadOnlyList<string> patterns) => [.. patterns.Select(pattern => (pattern, NamePattern.Glob(pattern)))];

    private static bool Matches(Regex expression, Node node, Value constant) => expression.IsMatch(constant.Name) || expression.IsMatch(node.Name);
}
