using Octavo.Runtime;
using Octavo.TFLite;

namespace Octavo.Quantization.Tests;

/// <summary>Weights with a scale for each block of neighbours: the same algorithms with another argument.</summary>
public sealed class BlockScaleTests
{
    [Theory]
    [InlineData("dynamic-range", 32)]
    [InlineData("dynamic-range", 128)]
    [InlineData("weight-only", 64)]
    public void Rows_that_are_looked_up_are_what_codes_and_scales_say(string algorithm, int size)
    {
        var sample = Tables(256);
        var weights = sample.Model.Main.Nodes[0].Input(1).Constant!.Evaluate().Values<float>().ToArray();
        var plan = WeightQuantizer.Apply(sample.Model, Blocks(algorithm, size));
        Assert.Equal($"int4 in blocks of {size}", Assert.Single(plan.Values).Action);
        using var file = TFLiteFile.Read(ModelWriter.ToBytes(sample.Model), "blocks");
        var table = file.Model.Main.Nodes[0].Input(1);
        var blocks = table.QuantizationDetail!.Blocks!;
        Assert.Equal((size, new Shape(16, 256 / size), null), (blocks.Size, blocks.Scales.Shape, table.Quantization));

        using var runnable = new SharedModel(file.Model);
        using var interpreter = new Interpreter(runnable);
        interpreter.SetInput(0, Tensor.From(new Shape(2), new[] { 3, 15 }));
        interpreter.Invoke();
        var found = interpreter.GetOutput(0).Values<float>().ToArray();
        var scales = blocks.Scales.Constant!.Evaluate().Values<Half>().ToArray();
        Assert.All(Enumerable.Range(0, 512), index =>
        {
            var element = ((index < 256 ? 3 : 15) * 256) + (index % 256);
            var scale = (float)scales[element / size];
            Assert.Equal(Math.Clamp(MathF.Round(weights[element] / scale), -8, 7) * scale, found[index]);
        });
        Assert.True(scales.Distinct().Count() > 2);
    }

    [Fact]
    public void What_has_no_such_scales_stays_float_and_says_why()
    {
        var sample = new SampleModel();
        var input = sample.Input(2, 3, 3, 96);
        sample.Add("conv", new Conv2D(Padding.Same), new Shape(2, 3, 3, 32), input, sample.Weights("filter", 32, 1, 1, 96), null);
        sample.AddDense("odd", sample.Edit.AddInput("other", ElementType.Float32, new Shape(18, 40)), sample.Weights("columns", 40, 40));
        sample.Add("fused", new FullyConnected(FusedActivation.Relu), new Shape(18, 32), input, sample.Weights("relu", 32, 96), null);
        sample.Add("dense", new FullyConnected(), new Shape(18, 32), input, sample.Weights("kernel", 32, 96), null);
        Assert.Equal(
            [
                "'filter': kept float: CONV_2D 'conv': CONV_2D takes no scales of blocks",
                "'columns': kept float: FULLY_CONNECTED 'odd': 40 columns are no multiple of blocks of 32",
                "'relu': kept float: FULLY_CONNECTED 'fused': LiteRT's kernel for scales of blocks leaves a fused Relu out",
                "'kernel': int4 in blocks of 32: for FULLY_CONNECTED 'dense'; "
                    + "FULLY_CONNECTED reads scales of blocks in LiteRT, not yet in Octavo",
            ],
            QuantizationPlanner.Plan(sample.Model, Blocks("dynamic-range", 32)).Values.Select(value => value.ToString()));
        Assert.Equal(
            "FULLY_CONNECTED 'dense': no DEQUANTIZE takes scales of blocks",
            QuantizationPlanner.Plan(sample.Model, Blocks("weight-only", 32)).Values[3].Reason);
        Assert.Equal(
            "FULLY_CONNECTED 'dense': FULLY_CONNECTED takes scales of blocks beside codes of 4 bits at least",
            QuantizationPlanner.Plan(sample.Model, Blocks("dynamic-range", 32, "int2")).Values[3].Reason);
    }

    [Fact]
    public void Readers_of_the_same_elements_share_a_form_that_all_take()
    {
        var sample = Tables(96);
        var table = sample.Model.Main.Nodes[0].Input(1);
        var rows = sample.Edit.AddInput("rows", ElementType.Float32, new Shape(2, 96));
        sample.Add("fused", new FullyConnected(FusedActivation.Relu), new Shape(2, 16), rows, table, null);
        var recipe = RecipeFile.Parse(
            """
            rules:
              - {algorithm: dynamic-range, config: {type: int4}}
              - {algorithm: dynamic-range, operator: EMBEDDING_LOOKUP, config: {type: int4, block_size: 32}}
            """);
        var forms = Assert.Single(QuantizationPlanner.Plan(sample.Model, recipe).Values).Forms;
        Assert.Equal(["int4 per channel (axis 0)"], forms.Select(form => form.Describe()));
    }

    [Fact]
    public void A_saved_plan_carries_the_block_size()
    {
        var recipe = Blocks("dynamic-range", 64);
        var (direct, replayed) = (Tables(128), Tables(128));
        var plan = WeightQuantizer.Apply(direct.Model, recipe);
        WeightQuantizer.Apply(replayed.Model, PlanFile.Parse(PlanFile.ToJson(plan)));
        Assert.Equal(ModelWriter.ToBytes(direct.Model), ModelWriter.ToBytes(replayed.Model));
        var other = WeightQuantizer.Apply(Tables(128).Model, BuiltInRecipes.DynamicRangeInt8);
        Assert.DoesNotContain("block_size", PlanFile.ToJson(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"block_size\": 64", "\"block_size\": 256")]
    [InlineData("\"block_size\": 64", "\"block_size\": 48")]
    [InlineData("\"placement\": \"InPlace\"", "\"placement\": \"DequantizeInFront\"")]
    public void Plans_with_blocks_that_do_not_fit_are_refused(string former, string changed)
    {
        var json = PlanFile.ToJson(WeightQuantizer.Apply(Tables(128).Model, Blocks("dynamic-range", 64)));
        Assert.Contains(former, json, StringComparison.Ordinal);
        Assert.Throws<OctavoException>(
            () => WeightQuantizer.Apply(Tables(128).Model, PlanFile.Parse(json.Replace(former, changed, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("{type: int4, block_size: 48}", "32, 64, 128, 256")]
    [InlineData("{block_size: 32}", "no such key beside codes of 8 bits")]
    [InlineData("{type: int4, block_size: all}", "a whole number")]
    public void Other_blocks_are_refused(string config, string expected) => Assert.Equal(
        (ErrorKind.Recipe, expected),
        Assert.Throws<OctavoException>(() => RecipeFile.Parse($"rules: [{{algorithm: dynamic-range, config: {config}}}]")) is var error
            ? (error.Kind, error.Expected) : default);

    [Fact]
    public void Blocks_beyond_float16_stay_float_and_blocks_of_zeros_have_a_scale()
    {
        var solver = WeightSolvers.Find("symmetric-half-to-even", 4, 32);
        var values = new float[64];
        values[40] = 1e30f;
        var found = solver.Solve(Tensor.From(new Shape(1, 64), values), null);
        Assert.Equal<float>([1, float.PositiveInfinity], [.. found.Quantization!.Scales]);

        var sample = new SampleModel();
        var table = sample.Edit.AddConstant("table", Tensor.From(new Shape(64, 64), [.. Enumerable.Repeat(1e30f, 4096)]));
        sample.Add("rows", new EmbeddingLookup(), new Shape(2, 64), sample.Edit.AddInput("ids", ElementType.Int32, new Shape(2)), table);
        Assert.Equal("kept float", Assert.Single(WeightQuantizer.Apply(sample.Model, Blocks("dynamic-range", 32)).Values).Action);
    }

    private static Recipe Blocks(string algorithm, int size, string type = "int4") =>
        RecipeFile.Parse($"rules: [{{algorithm: {algorithm}, config: {{type: {type}, block_size: {size}}}}}]");

    private static SampleModel Tables(int length)
    {
        var sample = new SampleModel();
        var ids = sample.Edit.AddInput("ids", ElementType.Int32, new Shape(2));
        sample.Add("rows", new EmbeddingLookup(), new Shape(2, length), ids, sample.Weights("table", 16, length));
        return sample;
    }
}
