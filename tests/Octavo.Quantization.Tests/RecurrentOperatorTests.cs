namespace Octavo.Quantization.Tests;

/// <summary>Recurrent operators: kernels compute with their 8-bit weights where all of them are.</summary>
public sealed class RecurrentOperatorTests
{
    [Fact]
    public void Filters_over_time_whose_state_is_a_variable_keep_their_codes()
    {
        var sample = new SampleModel();
        var state = sample.Edit.NewValue("state", ElementType.Float32, new Shape(1, 1600));
        sample.Edit.SetVariable(state, true);
        sample.Add("filters", new Svdf(1), new Shape(1, 40), sample.Input(1, 40), sample.Weights("features", 40, 40),
            sample.Weights("times", 40, 40), null, state);
        var plan = QuantizationPlanner.Plan(sample.Model, BuiltInRecipes.DynamicRangeInt8);
        Assert.All(plan.Values, constant => Assert.Equal(WeightPlacement.InPlace, Assert.Single(constant.Forms).Placement));
    }

    [Fact]
    public void All_weights_of_an_lstm_are_quantized_with_one_scale_each_and_its_inputs_asymmetrically()
    {
        var options = new UnidirectionalSequenceLstm(CellClip: 10, TimeMajor: true);
        var model = Sample(32, options);
        var plan = WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeInt8);
        Assert.Equal(8, plan.Values.Count(constant => constant.Action == "int8 per tensor"));
        Assert.Equal(4, plan.Values.Count(constant => constant.Reason == "bias of UNIDIRECTIONAL_SEQUENCE_LSTM 'lstm'"));
        var written = Assert.IsType<UnidirectionalSequenceLstm>(Assert.Single(model.Main.Nodes).Operator);
        Assert.Equal((true, 10f, true), (written.AsymmetricQuantizeInputs, written.CellClip, written.TimeMajor));
        Assert.False(options.AsymmetricQuantizeInputs);
    }

    [Fact]
    public void The_matrices_of_a_small_lstm_count_together_against_the_threshold()
    {
        const int Together = 4 * ((4 * 40) + (4 * 4));
        var options = new WeightQuantizationOptions { MinWeightElements = Together };
        var plan = WeightQuantizer.Apply(Sample(4, new UnidirectionalSequenceLstm()), BuiltInRecipes.DynamicRangeInt8, options);
        Assert.Equal(8, plan.Values.Count(constant => constant.Action == "int8 per tensor"));

        var kept = WeightQuantizer.Apply(Sample(4, new UnidirectionalSequenceLstm()), BuiltInRecipes.DynamicRangeInt8,
            options with { MinWeightElements = Together + 1 });
        Assert.All(kept.Values, constant => Assert.Equal("kept float", constant.Action));
        Assert.Equal($"{Together} elements with the other weights of UNIDIRECTIONAL_SEQUENCE_LSTM 'lstm', fewer than {Together + 1}",
            kept.Values[0].Reason);
    }

    [Fact]
    public void One_weight_that_is_excluded_keeps_an_lstm_float()
    {
        var plan = WeightQuantizer.Apply(
            Sample(31, new UnidirectionalSequenceLstm()), BuiltInRecipes.DynamicRangeInt8,
            new WeightQuantizationOptions { Exclude = ["recurrent 5"] });
        Assert.All(plan.Values, constant => Assert.Equal("kept float", constant.Action));
        Assert.Equal(
            "UNIDIRECTIONAL_SEQUENCE_LSTM 'lstm' computes with 8-bit weights only where all are, and 'recurrent 5' stays float (excluded "
            + "by 'recurrent 5')",
            plan.Values[0].Reason);
    }

    [Theory]
    [InlineData("dynamic-range-int8", 200f, true)]
    [InlineData("dynamic-range-int8", 1f, false)]
    [InlineData("dynamic-range-uint8", 200f, false)]
    [InlineData("weight-only-int8", 200f, false)]
    public void Input_weights_with_a_large_element_are_split_where_a_kernel_computes_with_one_scale(string recipe, float largest,
        bool isSplit)
    {
        var model = Sample(32, new UnidirectionalSequenceLstm());
        var weights = model.Main.Nodes[0].Input(2);
        var values = weights.Constant!.Evaluate().Values<float>().ToArray();
        values[7] = largest;
        new GraphEdit(model.Main).SetConstant(weights, Constant.From(Tensor.From<float>(weights.Shape, values)));
        WeightQuantizer.Apply(model, Recipe.Find(recipe));
        Assert.Equal(isSplit ? ["CONCATENATION", "MUL"] : [],
            model.Main.Nodes.Select(node => node.Operator.Name).Where(name => name is "CONCATENATION" or "MUL"));
        Assert.Equal((isSplit ? 2 : 1) * weights.Shape[1], model.Main.Nodes[^1].Input(2).Shape[1]);
    }

    [Fact]
    public void Weights_that_are_dequantized_are_all_so_and_have_a_scale_for_each_row_where_the_recipe_has_channels()
    {
        var bytes = WeightQuantizer.Apply(Sample(31, new UnidirectionalSequenceLstm()), BuiltInRecipes.WeightOnlyUInt8);
        Assert.Equal(8, bytes.Values.Count(constant => constant.Action == "uint8 per tensor"));

        var model = Sample(31, new UnidirectionalSequenceLstm());
        var rows = WeightQuantizer.Apply(model, BuiltInRecipes.WeightOnlyInt8);
        Assert.Equal(8, rows.Values.Count(constant => constant.Action == "int8 per channel (axis 0)"));
        Assert.Equal(8,
            model.Main.Nodes.Count(node => node.Operator is Dequantize && node.Input(0).Quantization is { Scales.Length: 31, Axis: 0 }));
    }

    [Fact]
    public void A_weight_that_is_not_finite_keeps_the_others_float()
    {
        var model = Sample(32, new UnidirectionalSequenceLstm());
        var edit = new GraphEdit(model.Main);
        var values = new float[1024];
        values[3] = float.NaN;
        edit.SetConstant(model.Main.Nodes[0].Input(6), Constant.From(Tensor.From<float>(new Shape(32, 32), values)));
        var plan = WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeInt8);
        Assert.All(plan.Values, constant => Assert.Equal("kept float", constant.Action));
        Assert.All(model.Main.Nodes[0].Inputs.OfType<Value>(), value => Assert.Equal(ElementType.Float32, value.ElementType));
    }

    [Fact]
    public void A_kernel_is_asked_with_the_variable_state_that_it_keeps()
    {
        var sample = new SampleModel();
        var state = sample.Edit.NewValue("state", ElementType.Float32, new Shape(1, 64 * 20));
        sample.Edit.SetVariable(state, true);
        sample.Add(
            "filters", new Svdf(Rank: 1), new Shape(1, 64), sample.Input(1, 40), sample.Weights("features", 64, 40),
            sample.Weights("times", 64, 20), sample.Weights("bias", 64), state);
        WeightQuantizer.Apply(sample.Model, BuiltInRecipes.DynamicRangeInt8);
        Assert.Equal(["SVDF"], sample.Model.Main.Nodes.Select(node => node.Operator.Name));
        Assert.Equal([ElementType.Int8, ElementType.Int8],
            new[] { 1, 2 }.Select(input => sample.Model.Main.Nodes[0].Input(input).ElementType));
    }

    private static Model Sample(int units, UnidirectionalSequenceLstm @operator)
    {
        const int Depth = 40;
        var sample = new SampleModel();
        var inputs = new Value?[24];
        inputs[0] = sample.Input(1, 5, Depth);
        for (var gate = 0; gate < 4; gate++)
        {
            inputs[1 + gate] = sample.Weights($"input {1 + gate}", units, Depth);
            inputs[5 + gate] = sample.Weights($"recurrent {5 + gate}", units, units);
            inputs[12 + gate] = sample.Weights($"bias {12 + gate}", units);
        }

        for (var state = 18; state < 20; state++)
        {
            inputs[state] = sample.Edit.NewValue($"state {state}", ElementType.Float32, new Shape(1, units));
            sample.Edit.SetVariable(inputs[state]!, true);
        }

        sample.Add("lstm", @operator, new Shape(1, 5, units), inputs);
        return sample.Model;
    }
}
