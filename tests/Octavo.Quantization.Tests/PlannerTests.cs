namespace Octavo.Quantization.Tests;

public sealed class PlannerTests
{
    [Fact]
    public void Every_constant_has_one_decision_with_its_reason()
    {
        var sample = new SampleModel();
        var input = sample.Input(2, 40);
        var large = sample.AddDense("large", input, sample.Weights("kernel", 32, 40), sample.Weights("bias", 32));
        sample.AddDense("small", large.Output, sample.Weights("small/kernel", 18, 32));
        sample.Add("sum", new Add(), new Shape(2, 40), input, sample.Weights("table", 40, 40));
        Assert.Equal(
            [
                "'kernel': int8 per channel (axis 0): for FULLY_CONNECTED 'large'",
                "'bias': kept float: bias of FULLY_CONNECTED 'large'",
                "'small/kernel': kept float: 576 elements, fewer than 1024",
                "'table': kept float: read by ADD 'sum', which has no weight operand",
            ],
            Plan(sample, BuiltInRecipes.DynamicRangeInt8));
    }

    [Theory]
    [InlineData(1023, 0)]
    [InlineData(1024, 1)]
    public void Weights_of_1024_elements_and_more_are_quantized(int elements, int forms)
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(1, elements), sample.Weights("kernel", 1, elements));
        Assert.Equal(forms, Assert.Single(QuantizationPlanner.Plan(sample.Model, BuiltInRecipes.DynamicRangeInt8).Values).Forms.Length);
    }

    [Fact]
    public void The_threshold_is_an_option_that_float16_ignores()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(1, 4), sample.Weights("kernel", 3, 4), sample.Weights("bias", 3));
        var options = new WeightQuantizationOptions { MinWeightElements = 12 };
        Assert.Equal(
            ["'kernel': int8 per channel (axis 0): for FULLY_CONNECTED 'dense'", "'bias': kept float: bias of FULLY_CONNECTED 'dense'"],
            Plan(sample, BuiltInRecipes.DynamicRangeInt8, options));
        Assert.Equal(
            ["'kernel': float16: for FULLY_CONNECTED 'dense', dequantized in front",
                "'bias': float16: for FULLY_CONNECTED 'dense', dequantized in front"],
            Plan(sample, BuiltInRecipes.Float16Weights, options with { MinWeightElements = 1_000_000 }));
    }

    [Fact]
    public void Names_are_included_and_excluded_by_pattern()
    {
        var sample = new SampleModel();
        var input = sample.Input(2, 40);
        sample.AddDense("block/first", input, sample.Weights("a", 40, 40));
        sample.AddDense("block/second", input, sample.Weights("b", 40, 40));
        sample.AddDense("head", input, sample.Weights("c", 40, 40));
        var options = new WeightQuantizationOptions { Include = ["block/*"], Exclude = ["b"] };
        Assert.Equal(
            ["'a': int8 per tensor: for FULLY_CONNECTED 'block/first'", "'b': kept float: excluded by 'b'",
                "'c': kept float: no pattern includes it"],
            Plan(sample, BuiltInRecipes.DynamicRangeInt8, options with { PerTensor = true }));
    }

    [Fact]
    public void Later_rules_win_and_the_rest_stays_float()
    {
        var sample = new SampleModel();
        var input = sample.Input(2, 40);
        sample.AddDense("first", input, sample.Weights("a", 40, 40));
        sample.AddDense("second", input, sample.Weights("b", 40, 40));
        sample.Add("product", new BatchMatMul(), new Shape(2, 40), input, sample.Weights("c", 40, 40));
        var recipe = new Recipe("mine",
            [new RecipeRule(QuantizationAlgorithms.DynamicRange, "FULLY_CONNECTED"),
                new RecipeRule(QuantizationAlgorithms.KeepFloat, "*", "^sec")]);
        Assert.Equal(
            [
                "'a': int8 per channel (axis 0): for FULLY_CONNECTED 'first'",
                "'b': kept float: the recipe keeps FULLY_CONNECTED 'second'",
                "'c': kept float: no rule of the recipe applies to BATCH_MATMUL 'product'",
            ],
            Plan(sample, recipe));
    }

    [Fact]
    public void Depthwise_filters_with_a_single_scale_are_dequantized_since_no_hybrid_kernel_takes_them()
    {
        var sample = new SampleModel();
        sample.Add("depthwise", new DepthwiseConv2D(Padding.Valid), new Shape(1, 1, 1, 200), sample.Input(1, 3, 3, 200),
            sample.Weights("filter", 1, 3, 3, 200));
        Assert.Equal(["'filter': int8 per channel (axis 3): for DEPTHWISE_CONV_2D 'depthwise'"],
            Plan(sample, BuiltInRecipes.DynamicRangeInt8));
        Assert.Equal(
            ["'filter': int8 per tensor: for DEPTHWISE_CONV_2D 'depthwise', dequantized in front"],
            Plan(sample, BuiltInRecipes.DynamicRangeInt8, new WeightQuantizationOptions { PerTensor = true }));
        Assert.Equal(
            ["'filter': uint8 per tensor: for DEPTHWISE_CONV_2D 'depthwise', dequantized in front"],
            Plan(sample, BuiltInRecipes.DynamicRangeUInt8));
    }

    [Fact]
    public void Constants_that_are_outputs_or_have_no_elements_are_kept()
    {
        var sample = new SampleModel();
        var returned = sample.Weights("returned", 40, 40);
        sample.AddDense("dense", sample.Input(2, 40), returned);
        sample.Edit.AddOutput(returned);
        sample.Add("empty", new Add(), new Shape(0), sample.Weights("nothing", 0), null);
        Assert.Equal(["'returned': kept float: an output of the model", "'nothing': kept float: no elements"],
            Plan(sample, BuiltInRecipes.Float16Weights));
    }

    [Fact]
    public void Quantized_constants_are_left_and_the_plan_says_what_the_model_was()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40), sample.Weights("bias", 40));
        Assert.Equal("float", QuantizationPlanner.Plan(sample.Model, BuiltInRecipes.DynamicRangeInt8).Source);
        WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);
        var plan = QuantizationPlanner.Plan(sample.Model, BuiltInRecipes.Float16Weights);
        Assert.Equal("float with 1 quantized constants (dynamic range or weight-only)", plan.Source);
        Assert.Equal(
            [
                "'kernel': kept int8: already int8 per channel (axis 0)",
                "'bias': kept float: FULLY_CONNECTED 'dense' computes with integer weights, beside which LiteRT takes float32 only",
            ],
            plan.Values.Select(constant => constant.ToString()));
    }

    [Fact]
    public void Planning_reads_no_elements()
    {
        var sample = new SampleModel();
        var lazy = sample.Edit.AddConstant("kernel",
            Constant.Lazy(ElementType.Float32, new Shape(40, 40), "", () => throw new InvalidOperationException("read")));
        sample.AddDense("dense", sample.Input(2, 40), lazy);
        foreach (var recipe in BuiltInRecipes.All)
        {
            Assert.Single(QuantizationPlanner.Plan(sample.Model, recipe).Values[0].Forms);
        }
    }

    private static IEnumerable<string> Plan(SampleModel sample, Recipe recipe, WeightQuantizationOptions? options = null) =>
        QuantizationPlanner.Plan(sample.Model, recipe, options).Values.Select(constant => constant.ToString());
}
