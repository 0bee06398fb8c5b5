namespace Octavo.Quantization.Tests;

public sealed class RecipeFileTests
{
    private const string Json = """
        {
          "name": "mine", // comments are allowed
          "extends": "dynamic-range-int8",
          "rules": [
            { "algorithm": "weight-only", "operator": "CONV_2D", "scope": "^block[0-9]/", "config": { "type": "uint8", "min_weight_elements": 10 } },
            { "algorithm": "keep-float", "scope": "head" }
          ]
        }
        """;

    private const string Yaml = """
        name: mine
        extends: dynamic-range-int8
        rules:
          - algorithm: weight-only
            operator: CONV_2D
            scope: '^block[0-9]/'
            config: { type: uint8, min_weight_elements: 10 }
          - algorithm: keep-float
            scope: head
        """;

    [Theory]
    [InlineData(Json)]
    [InlineData(Yaml)]
    public void Recipes_are_read_from_json_and_yaml(string text)
    {
        var recipe = RecipeFile.Parse(text);
        Assert.Equal("mine", recipe.Name);
        Assert.Equal(
            [
                .. BuiltInRecipes.DynamicRangeInt8.Rules,
                new RecipeRule(QuantizationAlgorithms.WeightOnly, "CONV_2D", "^block[0-9]/")
                {
                    Configuration = BuiltInRecipes.WeightOnlyUInt8.Rules[0].Configuration with { MinWeightElements = 10 },
                },
                new RecipeRule(QuantizationAlgorithms.KeepFloat, "*", "head"),
            ],
            recipe.Rules.AsEnumerable());
    }

    [Theory]
    [InlineData("{\"rules\": [{\"algoritm\": \"weight-only\"}]}", "Did you mean 'algorithm'")]
    [InlineData("{\"rules\": [{\"scope\": \"head\"}]}", "value of 'algorithm'")]
    [InlineData("{\"ruls\": []}", "'rules'")]
    [InlineData("{\"rules\": [{\"algorithm\": \"weight-only\", \"config\": {\"per_tensr\": true}}]}", "'per_tensor'")]
    [InlineData("{\"rules\": [{\"algorithm\": \"weight-onyl\"}]}", "'weight-only'")]
    [InlineData("{\"rules\": [{\"algorithm\": \"weight-only\", \"config\": {\"min_weight_elements\": -1}}]}", "0 or more")]
    [InlineData("{\"rules\": [{\"algorithm\": \"weight-only\", \"config\": {\"hybrid_solver\": \"symmetric-int8\"}}]}", "hybrid_solver")]
    [InlineData("{\"rules\": [{\"algorithm\": \"keep-float\", \"scope\": \"(\"}]}", "regular expression")]
    [InlineData("{\"rules\": 3}", "a list")]
    [InlineData("{\"rules\": [3]}", "keys and values")]
    [InlineData("{", "JSON")]
    [InlineData("rules: [}", "YAML")]
    [InlineData("a: &x 1\nb: *x", "anchors")]
    [InlineData("name: a\nname: b", "twice")]
    [InlineData("{}", "no rules")]
    [InlineData("", "keys and values")]
    [InlineData("{\"name\": \"\\ud800\", \"rules\": []}", "JSON")]
    [InlineData("[1, 2", "YAML")]
    [InlineData("rules: [{a: ", "YAML")]
    [InlineData("? [a]\n: b", "no word")]
    [InlineData("name: !!binary", "rules")]
    public void Wrong_recipes_are_refused_with_what_is_wrong(string text, string hint)
    {
        var error = Assert.Throws<OctavoException>(() => RecipeFile.Parse(text));
        Assert.Equal(ErrorKind.Recipe, error.Kind);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_beginning_of_a_recipe_is_read_or_refused_as_a_recipe(int step)
    {
        const string Text =
            "name: 'a b'\nextends: float16-weights\nrules:\n  - algorithm: dynamic-range\n    scope: \"x|y\"\n    config: {type: int8, "
            + "per_tensor: true}\n";
        for (var length = 0; length < Text.Length; length += step)
        {
            try
            {
                RecipeFile.Parse(Text[..length]);
            }
            catch (OctavoException refusal)
            {
                Assert.True(refusal.Kind is ErrorKind.Recipe or ErrorKind.Usage, refusal.Message);
            }
        }
    }

    [Fact]
    public void A_missing_file_is_an_error_of_input() =>
        Assert.Equal(ErrorKind.InputOutput, Assert.Throws<OctavoException>(() => Recipe.FindOrLoad("missing.json")).Kind);
}
