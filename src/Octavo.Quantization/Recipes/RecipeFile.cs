using System.Text.Json;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Recipes as JSON or YAML: <c>name</c>, <c>extends</c> (the name of a recipe whose rules come first) and <c>rules</c>, a list of which
/// each has <c>algorithm</c>
/// (the name of one of <see cref="QuantizationAlgorithms"/>), <c>operator</c>, <c>scope</c> and <c>config</c>: <c>type</c> (int8, uint8),
/// <c>per_tensor</c>, <c>block_size</c>,
/// <c>min_weight_elements</c>, <c>asymmetric_inputs</c>, <c>split_input_weights</c>, <c>solver</c>, <c>hybrid_solver</c>. Only
/// <c>algorithm</c> must be there. Unknown keys are errors.
/// </summary>
internal static class RecipeFile
{
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
        var rules = keys.List("rules").SelectMany((rule, index) => ReadRule(rule, $"{where}, rule {index + 1}")).ToList();
        keys.RefuseOthers();
        if (basis.Length == 0 && rules.Count == 0)
        {
            throw new OctavoException(
                ErrorKind.Recipe, "The recipe has no rules.", where, "'rules', or 'extends' with the name of a recipe");
        }

        return new Recipe(name, [.. basis.Length == 0 ? [] : Recipe.Find(basis).Rules, .. rules]);
    }

    internal static bool LooksLikePath(string text) =>
        File.Exists(text) || text.Contains('/', StringComparison.Ordinal) || Path.HasExtension(text);

    private static JsonNode? Tree(string text, string where)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return YamlTree.Read(text, where);
        }

        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions
            {
                AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false,
            });
        }
        catch (JsonException failure)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is no JSON.", where, found: failure.Message, inner: failure);
        }
    }

    /// <summary>One rule, and what its keys say that is a rule of its own.</summary>
    private static IEnumerable<RecipeRule> ReadRule(JsonNode? node, string where)
    {
        var keys = new RecipeKeys(node, where);
        keys.Text("algorithm", "");
        var @operator = keys.Text("operator", "*");
        var scope = keys.Text("scope", "");
        var config = keys.Part("config");
        keys.RefuseOthers();

        // Behind the unknown keys: a misspelt 'algorithm' is named as such.
        var name = keys.Choice("algorithm", "", QuantizationAlgorithms.All.Select(known => known.Name));
        var algorithm = QuantizationAlgorithms.All.First(known => known.Name == name);
        NamePattern.Expression(scope);
        var options = new RecipeKeys(config ?? new JsonObject(), $"{where}, config");
        var type = options.Choice("type", algorithm.Types[0].Type, algorithm.Types.Select(known => known.Type));
        var configuration = algorithm.Read(options, algorithm.Types.First(known => known.Type == type).Configuration);
        var splits = algorithm == QuantizationAlgorithms.DynamicRange
            && options.Flag("split_input_weights", type == algorithm.Types[0].Type);
        options.RefuseOthers();
        RecipeRule[] rules = [new RecipeRule(algorithm, @operator, scope) { Configuration = configuration }];
        return splits
            ? rules.Append(new RecipeRule(QuantizationAlgorithms.SplitInputWeights, @operator, scope) { IsImplied = true }) : rules;
    }
}
