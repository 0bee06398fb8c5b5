namespace Octavo.Quantization.Tests;

public sealed class RecipeTests
{
    [Theory]
    [InlineData("dynamic-range-int8", "dynamic-range-int8")]
    [InlineData("dynamic_wi8_afp32", "dynamic-range-int8")]
    [InlineData("post_training_quantize", "dynamic-range-int8")]
    [InlineData("OPTIMIZE_FOR_SIZE", "dynamic-range-int8")]
    [InlineData("weight_only_wi8_afp32", "weight-only-int8")]
    [InlineData("Float16-Weights", "float16-weights")]
    [InlineData("quantize_to_float16", "float16-weights")]
    public void Recipes_are_found_by_their_name_and_by_other_tools_names(string name, string found) =>
        Assert.Equal(found, Recipe.Find(name).Name);

    [Fact]
    public void Unknown_names_are_refused_with_the_nearest_one()
    {
        var error = Assert.Throws<OctavoException>(() => Recipe.Find("dynamic-range-in8"));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains("Did you mean 'dynamic-range-int8'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("full-integer-int8")]
    [InlineData("static_wi8_ai8")]
    public void Recipes_that_are_not_offered_are_refused_as_such(string name) =>
        Assert.Equal(ErrorKind.UnsupportedFeature, Assert.Throws<OctavoException>(() => Recipe.Find(name)).Kind);

    [Fact]
    public void Aliases_name_recipes_that_exist() =>
        Assert.All(RecipeAliases.All.Values, name => Assert.Contains(BuiltInRecipes.All, recipe => recipe.Name == name));

    [Fact]
    public void A_scope_that_is_no_regular_expression_is_refused()
    {
        var recipe = new Recipe("mine", [new RecipeRule(QuantizationAlgorithms.DynamicRange, "*", "(")]);
        var error = Assert.Throws<OctavoException>(() => QuantizationPlanner.Plan(new SampleModel().Model, recipe));
        Assert.Equal(ErrorKind.Recipe, error.Kind);
    }

    [Fact]
    public void Every_algorithm_is_listed_by_name_and_every_recipe_is_made_of_them()
    {
        var names = QuantizationAlgorithms.All.Select(algorithm => algorithm.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        var types = typeof(IQuantizationAlgorithm).Assembly.GetTypes()
            .Where(type => typeof(IQuantizationAlgorithm).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false });
        var listed = QuantizationAlgorithms.All.Select(algorithm => algorithm.GetType().Name);
        Assert.Equal(types.Select(type => type.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.All(
            BuiltInRecipes.All.SelectMany(recipe => recipe.Rules), rule => Assert.Contains(rule.Algorithm, QuantizationAlgorithms.All));
    }

    [Theory]
    [InlineData("rules: [{algorithm: dynamic-range}]", true)]
    [InlineData("rules: [{algorithm: dynamic-range, config: {split_input_weights: false}}]", false)]
    [InlineData("rules: [{algorithm: weight-only}, {algorithm: split-input-weights, operator: FULLY_CONNECTED}]", true)]
    [InlineData("rules: [{algorithm: dynamic-range}, {algorithm: weight-only, operator: FULLY_CONNECTED}]", false)]
    [InlineData("rules: [{algorithm: dynamic-range, config: {type: uint8}}]", false)]
    [InlineData("extends: dynamic-range-int8\nrules: [{algorithm: dynamic-range, config: {split_input_weights: false}}]", false)]
    [InlineData("extends: dynamic-range-int8\nrules: [{algorithm: keep-float, scope: other}]", true)]
    public void Preparations_belong_to_the_last_rule_with_a_form(string recipe, bool isSplit)
    {
        var sample = new SampleModel();
        var node = sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40));
        var preparations = new RecipeMatcher(RecipeFile.Parse(recipe)).Preparations(node, node.Input(1));
        Assert.Equal(isSplit ? [QuantizationAlgorithms.SplitInputWeights] : [], preparations);
    }
}
