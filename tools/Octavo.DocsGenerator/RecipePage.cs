using Octavo.Quantization;

namespace Octavo.DocsGenerator;

/// <summary>docs/recipes.md: the recipes that have a name, the names that other tools have for them, the solvers.</summary>
internal static class RecipePage
{
    public static string Text() =>
        $$"""
        # Recipes

        Generated from `BuiltInRecipes`, `RecipeAliases` and `WeightSolvers`; `{{GeneratedPages.Command}}` writes it anew.
        A recipe is a list of rules: apply an *algorithm* to what nodes of an *operator* (or `*`) read, within a *scope* (a regular expression on names).
        The last rule that applies wins; what none applies to stays float, and the report says why.

        {{MarkdownTable.Make(["recipe", "algorithm", "operator", "solver", "solver of hybrid weights", "scales", "from elements", "activations"], BuiltInRecipes.All.SelectMany(Rows))}}
        ## A recipe of your own

        `--recipe FILE` and `converter.Recipe = "FILE"` take JSON or YAML. All of the 8-bit weights, but one layer kept float:

        ```json
        {
          "name": "all-but-the-last-layer",
          "extends": "dynamic-range-int8",
          "rules": [
            { "algorithm": "keep-float", "operator": "FULLY_CONNECTED", "scope": "logits" }
          ]
        }
        ```

        Keys of a rule: `algorithm` ({{Algorithms()}}), `operator`, `scope`, `config` (`type`, `per_tensor`, `min_weight_elements`, `asymmetric_inputs`, `split_input_weights`, `solver`, `hybrid_solver`).
        Unknown keys are errors that name the nearest one.

        ## Names of other tools

        {{MarkdownTable.Make(["name", "recipe"], RecipeAliases.All.OrderBy(alias => alias.Key, StringComparer.OrdinalIgnoreCase).Select(alias => new[] { $"`{alias.Key}`", $"`{alias.Value}`" }))}}
        ## Solvers

        Their formulas: [numerics.md](numerics.md).

        {{MarkdownTable.Make(["solver", "stored as", "a scale for each channel"], WeightSolvers.All.Select(solver => new[] { $"`{solver.Name}`", $"{solver.ElementType}", solver.HasChannels ? "yes" : "" }))}}
        """.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static IEnumerable<string[]> Rows(Recipe recipe) => recipe.Rules.Select((rule, index) => new[]
    {
        index == 0 ? $"`{recipe.Name}`" : "",
        Words.Of($"{rule.Algorithm}"),
        rule.Operator == "*" ? "all" : rule.Operator,
        $"`{rule.Solver}`",
        rule.Algorithm == RuleAlgorithm.DynamicRange ? $"`{rule.HybridSolver}`" : "",
        rule.Algorithm == RuleAlgorithm.Float16 ? "" : rule.PerTensor ? "per tensor" : "per channel where the operator has them",
        $"{rule.MinWeightElements}",
        rule.Algorithm != RuleAlgorithm.DynamicRange ? "float" : rule.AsymmetricInputs ? "quantized as they come, asymmetric" : "quantized as they come, symmetric",
    });

    private static string Algorithms() => string.Join(", ", Enum.GetNames<RuleAlgorithm>().Select(name => $"`{Words.Of(name).Replace(' ', '-')}`"));
}
