using System.Text.RegularExpressions;
using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>Finds the rule that applies to a constant where a node reads it.</summary>
internal sealed class RecipeMatcher(Recipe recipe)
{
    private readonly (RecipeRule Rule, Regex? Scope)[] rules =
        [.. recipe.Rules.Select(rule => (rule, rule.Scope.Length == 0 ? null : NamePattern.Expression(rule.Scope)))];

    /// <summary>The last rule that applies; null where none does.</summary>
    public RecipeRule? Find(Node node, Value constant) =>
        rules.LastOrDefault(entry => Applies(entry.Rule, entry.Scope, node, constant)).Rule;

    private static bool Applies(RecipeRule rule, Regex? scope, Node node, Value constant) =>
        (rule.Operator == "*" || string.Equals(rule.Operator, node.Operator.Name, StringComparison.OrdinalIgnoreCase))
        && (scope is null || Matches(scope, node.Name) || Matches(scope, constant.Name));

    private static bool Matches(Regex scope, string name)
    {
        try
        {
            return scope.IsMatch(name);
        }
        catch (RegexMatchTimeoutException failure)
        {
            throw new OctavoException(
                ErrorKind.Recipe, $"The scope '{scope}' takes too long to match.", null, $"{failure.MatchTimeout.TotalSeconds} seconds for a name", $"more for '{name}'",
                "Write it without backward references, lookarounds and nested repetitions.", failure);
        }
    }
}
