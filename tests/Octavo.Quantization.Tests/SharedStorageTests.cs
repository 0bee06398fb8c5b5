using Octavo.TFLite;

namespace Octavo.Quantization.Tests;

/// <summary>Elements that several readers or constants share are stored once, in the smallest way.</summary>
public sealed class SharedStorageTests
{
    [Fact]
    public void A_weight_of_a_product_and_a_table_of_a_lookup_are_one_copy_with_one_scale()
    {
        var sample = new SampleModel();
        var weights = sample.Weights("shared", 40, 40);
        sample.AddDense("logits", sample.Input(2, 40), weights);
        sample.Add("lookup", new Gather(), new Shape(3, 40), weights, sample.Edit.AddInput("ids", ElementType.Int32, new Shape(3)));

        var plan = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);

        Assert.Equal("'shared': int8 per tensor: for FULLY_CONNECTED 'logits'; for GATHER 'lookup', dequantized behind",
            Assert.Single(plan.Values).ToString());
        Assert.Equal([ElementType.Int8], sample.Model.Main.Values().Where(value => value.IsConstant).Select(value => value.ElementType));
    }

    [Fact]
    public void A_reader_without_an_8_bit_kernel_reads_the_codes_of_the_others_through_a_dequantize()
    {
        var sample = new SampleModel();
        var weights = sample.Weights("shared", 40, 40);
        var input = sample.Input(2, 40);
        sample.AddDense("dense", input, weights);
        sample.Add("sum", new Add(), new Shape(40, 40), weights, weights);

        var plan = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);

        Assert.Equal("'shared': int8 per channel (axis 0): for FULLY_CONNECTED 'dense'; for ADD 'sum', ADD 'sum', dequantized in front",
            Assert.Single(plan.Values).ToString());
        Assert.Equal(["FULLY_CONNECTED", "DEQUANTIZE", "ADD"], sample.Model.Main.Nodes.Select(node => node.Operator.Name));
        Assert.Single(sample.Model.Main.Values(), value => value.IsConstant);
    }

    [Fact]
    public void A_weight_that_somebody_needs_as_it_is_stays_float_for_all()
    {
        var sample = new SampleModel();
        var weights = sample.Weights("shared", 40, 40);
        sample.AddDense("dense", sample.Input(2, 40), weights);
        sample.AddDense("exact", sample.Input(2, 40), weights);

        var plan =
            WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8, new WeightQuantizationOptions { Exclude = ["exact"] });

        Assert.Equal(
            "'shared': kept float: its elements are needed as they are (excluded by 'exact'), and 8-bit codes beside them would only be "
            + "added; excluded by 'exact'",
            Assert.Single(plan.Values).ToString());
    }

    [Fact]
    public void Constants_of_one_buffer_are_decided_together_whatever_their_shapes()
    {
        var sample = new SampleModel();
        var bytes = new byte[4 * 1600];
        new Random(5).NextBytes(bytes);
        for (var index = 3; index < bytes.Length; index += 4)
        {
            bytes[index] = 0x3F;
        }

        var square = sample.Edit.AddConstant("square", Constant.From(new Tensor(ElementType.Float32, new Shape(40, 40), bytes)));
        var row = sample.Edit.AddConstant("row", Constant.From(new Tensor(ElementType.Float32, new Shape(1600), bytes)));
        sample.AddDense("dense", sample.Input(2, 40), square);
        sample.Edit.AddOutput(row);

        var plan = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);

        Assert.All(plan.Values, constant => Assert.Equal("kept float", constant.Action));
        Assert.Equal(4 * 1600, QuantizationReport.Of(plan).FloatBytes);
    }

    [Theory]
    [InlineData(400, 3, "kept float")]
    [InlineData(400, 8, "int8 per channel (axis 0)")]
    public void Weights_whose_codes_and_scales_are_longer_than_floats_stay_float(int rows, int columns, string action)
    {
        var sample = new SampleModel();
        sample.AddDense("wide", sample.Input(2, columns), sample.Weights("kernel", rows, columns));
        Assert.Equal(action, Assert.Single(QuantizationPlanner.Plan(sample.Model, BuiltInRecipes.DynamicRangeInt8).Values).Action);
    }

    [Fact]
    public void Float16_weights_are_quantized_like_float_ones_and_their_dequantize_goes()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40), sample.Weights("bias", 40));
        WeightQuantizer.Apply(sample.Model, BuiltInRecipes.Float16Weights);
        Assert.Equal(["DEQUANTIZE", "DEQUANTIZE", "FULLY_CONNECTED"], sample.Model.Main.Nodes.Select(node => node.Operator.Name));

        var plan = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);

        Assert.Equal(
            [
                "'kernel': int8 per channel (axis 0): for FULLY_CONNECTED 'dense'",
                "'bias': float32: FULLY_CONNECTED 'dense' computes with 8-bit weights, beside which LiteRT takes float32 only",
            ],
            plan.Values.Select(constant => constant.ToString()));
        var dense = Assert.Single(sample.Model.Main.Nodes);
        Assert.Equal((ElementType.Int8, ElementType.Float32), (dense.Input(1).ElementType, dense.Input(2).ElementType));
        Assert.NotEmpty(ModelWriter.ToBytes(sample.Model));
    }

    [Fact]
    public void Channels_of_zeros_have_scales_that_every_runtime_takes()
    {
        foreach (var recipe in BuiltInRecipes.All.Where(recipe => recipe != BuiltInRecipes.Float16Weights))
        {
            var sample = new SampleModel();
            var values = new float[1600];
            values[0] = 1;
            values[45] = 1e-44f;
            sample.AddDense("dense", sample.Input(2, 40), sample.Edit.AddConstant("kernel", Tensor.From<float>(new Shape(40, 40), values)));
            sample.AddDense("zeros", sample.Input(2, 40),
                sample.Edit.AddConstant("none", Tensor.From<float>(new Shape(40, 40), new float[1600])));
            WeightQuantizer.Apply(sample.Model, recipe);
            var stored = sample.Model.Main.Values().Where(value => value.Quantization is not null).ToList();
            Assert.Equal(2, stored.Count);
            Assert.All(stored.SelectMany(value => value.Quantization!.Scales), scale => Assert.True(float.IsNormal(scale) && scale > 0));
        }
    }

    [Fact]
    public void Elements_that_vanish_or_are_clamped_are_counted()
    {
        var sample = new SampleModel();
        var (tiny, huge) = (new float[1600], new float[1600]);
        Array.Fill(tiny, 1e-9f);
        Array.Fill(huge, 0.5f);
        Array.Fill(huge, 1e30f, 40, 40);
        sample.AddDense("tiny", sample.Input(2, 40), sample.Edit.AddConstant("small", Tensor.From<float>(new Shape(40, 40), tiny)));
        sample.AddDense("huge", sample.Input(2, 40), sample.Edit.AddConstant("big", Tensor.From<float>(new Shape(40, 40), huge)));
        var halves = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.Float16Weights);
        Assert.Equal([(0L, 1600L), (40L, 0L)], halves.Values.Select(constant => (constant.Clamped, constant.Vanished)));
        Assert.Equal(2, QuantizationReport.Of(halves).Warnings.Length);
    }
}
