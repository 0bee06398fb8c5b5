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
    public void Recipes_are_found_by_their_name_and_by_other_tools_names(string name, string found) => Assert.Equal(found, Recipe.Find(name).Name);

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
    public void Aliases_name_recipes_that_exist() => Assert.All(RecipeAliases.All.Values, name => Assert.Contains(BuiltInRecipes.All, recipe => recipe.Name == name));

    [Fact]
    public void A_scope_that_is_no_regular_expression_is_refused()
    {
        var recipe = new Recipe("mine", [new RecipeRule(RuleAlgorithm.DynamicRange, "*", "(")]);
        var error = Assert.Throws<OctavoException>(() => QuantizationPlanner.Plan(new SampleModel().Model, recipe));
        Assert.Equal(ErrorKind.Recipe, error.Kind);
    }
}
