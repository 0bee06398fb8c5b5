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
        && (scope is null || scope.IsMatch(node.Name) || scope.IsMatch(constant.Name));
}
