using Octavo.Runtime;

namespace Octavo.Quantization.Tests;

public sealed class RewriterTests
{
    public static TheoryData<string> Recipes => [.. BuiltInRecipes.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Quantized_models_compute_nearly_what_the_float_ones_do(string name)
    {
        var expected = Run(Sample());
        var quantized = Sample();
        var plan = WeightQuantizer.Apply(quantized, Recipe.Find(name));
        var report = QuantizationReport.Of(plan);
        Assert.Equal(4, report.Decisions.Length);
        Assert.InRange(report.QuantizedBytes, report.FloatBytes / 5, (report.FloatBytes / 2) + 1);
        var found = Run(quantized);
        for (var output = 0; output < expected.Length; output++)
        {
            var largest = expected[output].Max(MathF.Abs);
            Assert.All(expected[output].Zip(found[output]),
                pair => Assert.InRange(MathF.Abs(pair.First - pair.Second), 0, 0.02f * largest));
            Assert.NotEqual(expected[output], found[output]);
        }
    }

    [Fact]
    public void Dynamic_range_lets_operators_compute_with_int8_and_quantize_inputs_with_a_zero_point()
    {
        var model = Sample();
        WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeInt8);
        Assert.Equal(["GATHER", "DEQUANTIZE", "FULLY_CONNECTED", "CONV_2D", "DEPTHWISE_CONV_2D"],
            model.Main.Nodes.Select(node => node.Operator.Name));
        Assert.True(Assert.IsType<FullyConnected>(model.Main.Nodes[2].Operator).AsymmetricQuantizeInputs);
        Assert.Equal(["table", "fully/kernel", "convolution/kernel", "depthwise/kernel"],
            model.Main.Values().Where(value => value.ElementType == ElementType.Int8 && value.IsConstant).Select(value => value.Name));
    }

    [Fact]
    public void The_file_of_2018_has_signed_bytes_for_hybrid_kernels_and_unsigned_ones_elsewhere()
    {
        var model = Sample();
        WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeUInt8);
        Assert.Equal(["GATHER", "DEQUANTIZE", "FULLY_CONNECTED", "CONV_2D", "DEQUANTIZE", "DEPTHWISE_CONV_2D"],
            model.Main.Nodes.Select(node => node.Operator.Name));
        Assert.False(Assert.IsType<FullyConnected>(model.Main.Nodes[2].Operator).AsymmetricQuantizeInputs);
        Assert.All(model.Main.Values().Where(value => value.IsConstant),
            value => Assert.True(value.ElementType is ElementType.UInt8 && !value.Quantization!.IsPerChannel));
        Assert.True(model.Main.Nodes[3].Input(1).Quantization!.IsSymmetric);
        Assert.False(model.Main.Nodes[4].Input(0).Quantization!.IsSymmetric);
    }

    [Fact]
    public void A_constant_is_dequantized_once_for_all_its_readers()
    {
        var sample = new SampleModel();
        var (input, weights) = (sample.Input(2, 40), sample.Weights("kernel", 40, 40));
        sample.AddDense("first", input, weights);
        sample.AddDense("second", input, weights);
        WeightQuantizer.Apply(sample.Model, BuiltInRecipes.WeightOnlyUInt8);
        Assert.Equal(["DEQUANTIZE", "FULLY_CONNECTED", "FULLY_CONNECTED"], sample.Model.Main.Nodes.Select(node => node.Operator.Name));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_stay_float_with_that_reason(float odd)
    {
        var sample = new SampleModel();
        var values = new float[1600];
        values[777] = odd;
        sample.AddDense("dense", sample.Input(2, 40), sample.Edit.AddConstant("kernel", Tensor.From<float>(new Shape(40, 40), values)));
        var plan = WeightQuantizer.Apply(sample.Model, BuiltInRecipes.WeightOnlyInt8);
        Assert.Equal("'kernel': kept float: its elements are not finite, or spread wider than float32 reaches", plan.Values[0].ToString());
        Assert.Equal(ElementType.Float32, Assert.Single(sample.Model.Main.Nodes).Input(1).ElementType);
    }

    [Fact]
    public void Computed_constants_are_computed_once_as_long_as_their_codes_are_few_and_twice_beyond()
    {
        const int Columns = 1 << 14;
        var evaluations = 0;
        var sample = new SampleModel();
        for (var layer = 0; layer < 4; layer++)
        {
            var lazy = Constant.Lazy(ElementType.Float32, new Shape(1024, Columns), "", () =>
            {
                evaluations++;
                return Tensor.Zeros(ElementType.Float32, new Shape(1024, Columns));
            });
            sample.AddDense($"dense {layer}", sample.Input(1, Columns), sample.Edit.AddConstant($"kernel {layer}", lazy));
        }

        WeightQuantizer.Apply(sample.Model, BuiltInRecipes.WeightOnlyUInt8);
        Assert.Equal(4, evaluations);
        Assert.All(sample.Model.Main.Values().Where(value => value.IsConstant),
            value => Assert.Equal(value.Shape, value.Constant!.Evaluate().Shape));
        Assert.Equal(5, evaluations);
    }

    [Fact]
    public void A_plan_for_another_model_is_refused()
    {
        var plan = QuantizationPlanner.Plan(Sample(), BuiltInRecipes.DynamicRangeInt8);
        var other = new SampleModel();
        other.AddDense("dense", other.Input(2, 40), other.Weights("kernel", 40, 40));
        var error = Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(other.Model, plan));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
    }

    private static Model Sample()
    {
        var sample = new SampleModel();
        var ids = sample.Edit.AddInput("ids", ElementType.Int32, new Shape(2));
        var table = sample.Weights("table", 60, 90);
        var rows = sample.Add("rows", new Gather(), new Shape(2, 90), table, ids).Output;
        sample.AddDense("fully", rows, sample.Weights("fully/kernel", 64, 90));
        var image = sample.Input(1, 5, 5, 16);
        sample.Add("convolution", new Conv2D(Padding.Same), new Shape(1, 5, 5, 24), image,
            sample.Weights("convolution/kernel", 24, 3, 3, 16));
        sample.Add("depthwise", new DepthwiseConv2D(Padding.Same), new Shape(1, 5, 5, 16), image,
            sample.Weights("depthwise/kernel", 1, 9, 9, 16));
        return sample.Model;
    }

    private static float[][] Run(Model model)
    {
        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);
        interpreter.SetInput(0, Tensor.From(new Shape(2), 7, 59));
        interpreter.SetInput(1,
            Tensor.From<float>(new Shape(1, 5, 5, 16), [.. Enumerable.Range(0, 400).Select(index => MathF.Sin(index))]));
        interpreter.Invoke();
        return [.. Enumerable.Range(0, interpreter.OutputCount).Select(index => interpreter.GetOutput(index).Values<float>().ToArray())];
    }
}
