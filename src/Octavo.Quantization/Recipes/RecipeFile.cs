using System.Text.Json;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Recipes as JSON or YAML: <c>name</c>, <c>extends</c> (the name of a recipe whose rules come first) and <c>rules</c>, a list of which each has <c>algorithm</c>
/// (keep-float, dynamic-range, weight-only, float16), <c>operator</c>, <c>scope</c> and <c>config</c>: <c>type</c> (int8, uint8), <c>per_tensor</c>,
/// <c>min_weight_elements</c>, <c>asymmetric_inputs</c>, <c>split_input_weights</c>, <c>solver</c>, <c>hybrid_solver</c>. Only <c>algorithm</c> must be there. Unknown keys are errors.
/// </summary>
internal static class RecipeFile
{
    private static readonly SortedDictionary<string, RuleAlgorithm> Algorithms = new(StringComparer.Ordinal)
    {
        ["dynamic-range"] = RuleAlgorithm.DynamicRange,
        ["float16"] = RuleAlgorithm.Float16,
        ["keep-float"] = RuleAlgorithm.KeepFloat,
        ["weight-only"] = RuleAlgorithm.WeightOnly,
    };

    /// <summary>The rules that a type of an algorithm stands for.</summary>
    private static readonly Dictionary<(RuleAlgorithm Algorithm, string Type), RecipeRule> Defaults = new()
    {
        [(RuleAlgorithm.DynamicRange, "int8")] = BuiltInRecipes.DynamicRangeInt8.Rules[0],
        [(RuleAlgorithm.DynamicRange, "uint8")] = BuiltInRecipes.DynamicRangeUInt8.Rules[0],
        [(RuleAlgorithm.Float16, "float16")] = BuiltInRecipes.Float16Weights.Rules[0],
        [(RuleAlgorithm.KeepFloat, "float32")] = new RecipeRule(RuleAlgorithm.KeepFloat),
        [(RuleAlgorithm.WeightOnly, "int8")] = BuiltInRecipes.WeightOnlyInt8.Rules[0],
        [(RuleAlgorithm.WeightOnly, "uint8")] = BuiltInRecipes.WeightOnlyUInt8.Rules[0],
    };

    /// <exception cref="OctavoException">The file cannot be read, or is no recipe.</exception>
    public static Recipe Load(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        return Parse(reader.ReadToEnd(), path);
    }

    /// <param name="where">What errors call the text.</param>
    /// <exception cref="OctavoException">The text is no recipe (kind Recipe).</exception>
    public static Recipe Parse(string text, string where = "recipe")
    {
        try
        {
            return Parse(Tree(text, where), where);
        }
        catch (Exception failure) when (JsonTexts.IsHalfCharacter(failure))
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is no JSON.", where, found: failure.Message, inner: failure);
        }
    }

    private static Recipe Parse(JsonNode? tree, string where)
    {
        var keys = new RecipeKeys(tree, where);
        var name = keys.Text("name", Path.GetFileNameWithoutExtension(where));
        var basis = keys.Text("extends", "");
        var rules = keys.List("rules").Select((rule, index) => ReadRule(rule, $"{where}, rule {index + 1}")).ToList();
        keys.RefuseOthers();
        if (basis.Length == 0 && rules.Count == 0)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe has no rules.", where, "'rules', or 'extends' with the name of a recipe");
        }

        return new Recipe(name, [.. basis.Length == 0 ? [] : Recipe.Find(basis).Rules, .. rules]);
    }

    internal static bool LooksLikePath(string text) => File.Exists(text) || text.Contains('/', StringComparison.Ordinal) || Path.HasExtension(text);

    private static JsonNode? Tree(string text, string where)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return YamlTree.Read(text, where);
        }

        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
        }
        catch (JsonException failure)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is no JSON.", where, found: failure.Message, inner: failure);
        }
    }

    private static RecipeRule ReadRule(JsonNode? node, string where)
    {
        var keys = new RecipeKeys(node, where);
        keys.Text("algorithm", "");
        var @operator = keys.Text("operator", "*");
        var scope = keys.Text("scope", "");
        var config = keys.Part("config");
        keys.RefuseOthers();

        // Behind the unknown keys: a misspelt 'algorithm' is named as such.
        var algorithm = Algorithms[keys.Choice("algorithm", "", Algorithms.Keys)];
        NamePattern.Expression(scope);
        return ReadConfiguration(config ?? new JsonObject(), algorithm, $"{where}, config") with { Operator = @operator, Scope = scope };
    }

    private static RecipeRule ReadConfiguration(JsonNode config, RuleAlgorithm algorithm, string where)
    {
        var keys = new RecipeKeys(config, where);
        var types = Defaults.Keys.Where(key => key.Algorithm == algorithm).Select(key => key.Type).ToList();
        var rule = Defaults[(algorithm, keys.Choice("type", types[0], types))];
        if (algorithm is RuleAlgorithm.DynamicRange or RuleAlgorithm.WeightOnly)
        {
            rule = rule with
            {
                PerTensor = keys.Flag("per_tensor", rule.PerTensor),
                MinWeightElements = keys.Count("min_weight_elements", rule.MinWeightElements),
                Solver = keys.Choice("solver", rule.Solver, WeightSolvers.All.Where(solver => solver.Measures && solver.Name != WeightSolvers.SignedBytesTypedUInt8).Select(solver => solver.Name)),
            };
        }

        if (algorithm == RuleAlgorithm.DynamicRange)
        {
            rule = rule with
            {
                AsymmetricInputs = keys.Flag("asymmetric_inputs", rule.AsymmetricInputs),
                SplitsInputWeights = keys.Flag("split_input_weights", rule.SplitsInputWeights),
                HybridSolver = keys.Choice("hybrid_solver", rule.HybridSolver, WeightSolvers.All.Where(solver => solver.IsSymmetric).Select(solver => solver.Name)),
            };
        }

        keys.RefuseOthers();
        return rule;
    }
}
