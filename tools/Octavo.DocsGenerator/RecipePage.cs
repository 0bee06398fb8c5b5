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
        Of the rules with a form the last that applies wins; what none applies to stays float, and the report says why. `split-input-weights` gives no form:
        it prepares nodes for the rule that it follows.

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

        Keys of a rule: `algorithm` ({{Algorithms()}}), `operator`, `scope`, `config` (`type`, `per_tensor`, `block_size`, `min_weight_elements`, `asymmetric_inputs`, `split_input_weights`, `solver`, `hybrid_solver`).
        Unknown keys are errors that name the nearest one. `block_size` ({{string.Join(", ", WeightSolvers.BlockSizes)}}) gives codes of 4 and 2 bits a float16 scale for each block of neighbours in a row,
        where [operators.md](operators.md) says so; other constants of such a rule stay float, with the reason.

        ## Names of other tools

        {{MarkdownTable.Make(["name", "recipe"], RecipeAliases.All.OrderBy(alias => alias.Key, StringComparer.OrdinalIgnoreCase).Select(alias => new[] { $"`{alias.Key}`", $"`{alias.Value}`" }))}}
        ## Solvers

        Their formulas: [numerics.md](numerics.md).

        {{MarkdownTable.Make(["solver", "stored as", "a scale for each channel", "a scale for each block"], WeightSolvers.All.GroupBy(solver => solver.Name).Select(bits => new[] { $"`{bits.Key}`", Types(bits), bits.First().HasChannels ? "yes" : "", Types(bits.Where(solver => solver.BlockSize is not null)) }))}}
        """.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static IEnumerable<string[]> Rows(Recipe recipe) => recipe.Rules.Select((rule, index) => (string[])
    [
        index == 0 ? $"`{recipe.Name}`" : "",
        $"`{rule.Algorithm.Name}`",
        rule.Operator == "*" ? "all" : rule.Operator,
        .. Arguments(rule),
    ]);

    private static string[] Arguments(RecipeRule rule)
    {
        var configuration = rule.Configuration;
        var activations = configuration.AsymmetricInputs ? "quantized as they come, asymmetric" : "quantized as they come, symmetric";
        var scales = configuration.PerTensor ? "per tensor" : "per channel where the operator has them";
        return rule.Algorithm switch
        {
            DynamicRangeAlgorithm =>
                [$"`{configuration.Solver}`", $"`{configuration.HybridSolver}`", scales, $"{configuration.MinWeightElements}", activations],
            WeightAlgorithm => [$"`{configuration.Solver}`", "", scales, $"{configuration.MinWeightElements}", "float"],
            IFormAlgorithm => [$"`{configuration.Solver}`", "", "", $"{configuration.MinWeightElements}", "float"],
            _ => ["", "", "", "", ""],
        };
    }

    private static string Types(IEnumerable<IWeightSolver> solvers) =>
        string.Join(", ", solvers.Select(solver => solver.ElementType).Distinct());

    private static string Algorithms() => string.Join(", ", QuantizationAlgorithms.All.Select(algorithm => $"`{algorithm.Name}`"));
}
