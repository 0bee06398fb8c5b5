namespace Octavo.Quantization.Tests;

/// <summary>What names nothing of the model is an error, never without effect.</summary>
public sealed class NothingMatchesTests
{
    [Theory]
    [InlineData("conv1/kernl")]
    [InlineData("*kernl*")]
    public void A_pattern_that_matches_nothing_is_an_error_with_the_nearest_names(string pattern)
    {
        var error = Assert.Throws<OctavoException>(() =>
            Plan(BuiltInRecipes.DynamicRangeInt8, new WeightQuantizationOptions { Exclude = [pattern] }));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains("'conv1/kernel'", error.Hint, StringComparison.Ordinal);
        Assert.Throws<OctavoException>(() => Plan(BuiltInRecipes.DynamicRangeInt8, new WeightQuantizationOptions { Include = [pattern] }));
    }

    [Fact]
    public void A_scope_or_operator_of_a_rule_that_matches_nothing_is_an_error_of_the_recipe()
    {
        var scope = Assert.Throws<OctavoException>(() => Plan(Rule("*", "conv2"), null));
        Assert.Equal(ErrorKind.Recipe, scope.Kind);
        Assert.Contains("conv1", scope.Hint, StringComparison.Ordinal);
        var name = Assert.Throws<OctavoException>(() => Plan(Rule("CONV_2D", ""), null));
        Assert.Contains("FULLY_CONNECTED", name.Hint, StringComparison.Ordinal);
        Assert.NotEmpty(Plan(Rule("fully_connected", "conv1"), null).Values);
    }

    [Fact]
    public void A_negative_threshold_is_refused() =>
        Assert.Equal(ErrorKind.Usage,
            Assert.Throws<OctavoException>(() =>
                Plan(BuiltInRecipes.DynamicRangeInt8, new WeightQuantizationOptions { MinWeightElements = -1 })).Kind);

    private static Recipe Rule(string @operator, string scope) =>
        new("mine",
            [new RecipeRule(QuantizationAlgorithms.DynamicRange), new RecipeRule(QuantizationAlgorithms.KeepFloat, @operator, scope)]);

    private static QuantizationPlan Plan(Recipe recipe, WeightQuantizationOptions? options)
    {
        var sample = new SampleModel();
        sample.AddDense("conv1", sample.Input(2, 40), sample.Weights("conv1/kernel", 40, 40));
        return QuantizationPlanner.Plan(sample.Model, recipe, options);
    }
}
