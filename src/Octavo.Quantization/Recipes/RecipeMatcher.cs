using System.Text.RegularExpressions;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Finds the rule that applies to a constant where a node reads it.</summary>
internal sealed class RecipeMatcher(Recipe recipe)
{
    private readonly (RecipeRule Rule, Regex? Scope)[] rules =
        [.. recipe.Rules.Select(rule => (rule, rule.Scope.Length == 0 ? null : NamePattern.Expression(rule.Scope)))];

    /// <summary>The last rule with a form that applies; null where none does.</summary>
    public (RecipeRule Rule, IFormAlgorithm Algorithm)? Find(Node node, Value constant) =>
        Enumerable.Reverse(Applying(node, constant)).SkipWhile(rule => rule.Algorithm is not IFormAlgorithm).FirstOrDefault() is { } last
            ? (last, (IFormAlgorithm)last.Algorithm)
            : null;

    /// <summary>The preparations of the rules that apply behind the last one with a form, in order.</summary>
    public IEnumerable<IPreparation> Preparations(Node node, Value constant) =>
        Enumerable.Reverse(Applying(node, constant)).TakeWhile(rule => rule.Algorithm is IPreparation).Reverse()
            .Select(rule => (IPreparation)rule.Algorithm);

    /// <exception cref="OctavoException">
    /// Recipe: a rule names an operator that reads no constant of the model, or a scope that matches no name; the nearest are given.
    /// </exception>
    public void RequireMatches(IReadOnlyList<(Node Node, Value Constant)> readings)
    {
        var number = 0;
        foreach (var (rule, scope) in rules.Where(entry => !entry.Rule.IsImplied))
        {
            var where = $"recipe '{recipe.Name}', rule {++number}";
            var ofOperator = readings.Where(reading => IsOperator(rule, reading.Node)).ToList();
            if (rule.Operator != "*" && ofOperator.Count == 0)
            {
                var operators = readings.Select(reading => reading.Node.Operator.Name).Distinct().Order(StringComparer.Ordinal).ToList();
                throw new OctavoException(
                    ErrorKind.Recipe, $"No constant of the model is read by an operator '{rule.Operator}'.", where,
                    "an operator of the model, or *", string.Join(", ", operators),
                    NearestName.Of(rule.Operator, operators) is { } nearest
                        ? $"Did you mean '{nearest}'? Leave rules out whose operator the model does not have." : null);
            }

            if (scope is not null && !ofOperator.Exists(reading => IsScope(scope, reading.Node, reading.Constant)))
            {
                throw ConstantNames.NothingMatches(
                    ErrorKind.Recipe,
                    $"The scope '{rule.Scope}' matches nothing{(rule.Operator == "*" ? "" : $" that {rule.Operator} reads")}.", where,
                    rule.Scope, ofOperator);
            }
        }
    }

    private List<RecipeRule> Applying(Node node, Value constant) =>
        [.. rules.Where(entry => IsOperator(entry.Rule, node) && IsScope(entry.Scope, node, constant)).Select(entry => entry.Rule)];

    private static bool IsOperator(RecipeRule rule, Node node) =>
        rule.Operator == "*" || string.Equals(rule.Operator, node.Operator.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsScope(Regex? scope, Node node, Value constant) =>
        scope is null || ConstantNames.Of(node, constant).Any(name => NamePattern.IsMatch(scope, name));
}
