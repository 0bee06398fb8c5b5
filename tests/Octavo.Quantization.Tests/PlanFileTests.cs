namespace Octavo.Quantization.Tests;

public sealed class PlanFileTests
{
    [Fact]
    public void A_plan_that_was_saved_and_read_gives_the_same_model()
    {
        var direct = Sample();
        var plan = QuantizationPlanner.Plan(direct, BuiltInRecipes.DynamicRangeInt8);
        var json = PlanFile.ToJson(plan);
        var read = PlanFile.Parse(json);
        Assert.Equal(json, PlanFile.ToJson(read));
        var replayed = Sample();
        WeightQuantizer.Apply(direct, plan);
        WeightQuantizer.Apply(replayed, read);
        Assert.Equal(TFLite.ModelWriter.ToBytes(direct), TFLite.ModelWriter.ToBytes(replayed));
    }

    [Theory]
    [InlineData("dynamic-range-int8")]
    [InlineData("dynamic-range-uint8")]
    [InlineData("float16-weights")]
    [InlineData("weight-only-int8")]
    [InlineData("weight-only-uint8")]
    public void The_plan_as_it_was_carried_out_gives_the_original_model_the_same_bytes(string recipe)
    {
        var direct = Recurrent();
        var done = WeightQuantizer.Apply(direct, Recipe.Find(recipe));
        Assert.Equal(recipe == "dynamic-range-int8", done.Nodes.Length != 0);
        var replayed = Recurrent();
        var again = WeightQuantizer.Apply(replayed, PlanFile.Parse(PlanFile.ToJson(done)));
        Assert.Equal(TFLite.ModelWriter.ToBytes(direct), TFLite.ModelWriter.ToBytes(replayed));
        Assert.Equal(PlanFile.ToJson(done), PlanFile.ToJson(again));
    }

    [Fact]
    public void A_plan_says_which_nodes_are_prepared_and_why()
    {
        var plan = WeightQuantizer.Apply(Recurrent(), BuiltInRecipes.DynamicRangeInt8);
        var decision = Assert.Single(plan.Nodes);
        Assert.Equal(("UNIDIRECTIONAL_SEQUENCE_RNN 'rnn'", "split-input-weights"), (decision.Name, decision.Algorithm));
        Assert.Equal("the largest of 'input weights' is 32 times its root mean square, which one scale cannot say", decision.Reason);
        Assert.Equal(Recurrent().Main.Nodes[0].Id, decision.Id);
        Assert.Contains(
            QuantizationReport.Of(plan).Decisions,
            line => line is { Value: "UNIDIRECTIONAL_SEQUENCE_RNN 'rnn'", Action: "split-input-weights" });
    }

    [Theory]
    [InlineData("\"algorithm\": \"split-input-weights\"", "\"algorithm\": \"split-output-weights\"")]
    [InlineData("RNN \\u0027rnn\\u0027\",\n      \"algorithm\"", "another\",\n      \"algorithm\"")]
    public void A_decision_on_a_node_that_is_not_there_or_cannot_be_is_refused(string from, string to)
    {
        var json = PlanFile.ToJson(WeightQuantizer.Apply(Recurrent(), BuiltInRecipes.DynamicRangeInt8));
        Assert.Contains(from, json, StringComparison.Ordinal);
        var plan = PlanFile.Parse(json.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(Recurrent(), plan)).Kind);
    }

    [Fact]
    public void A_node_is_not_prepared_twice_or_where_it_has_no_such_weights()
    {
        var model = Recurrent();
        var plan = WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeInt8);
        Assert.Equal(
            ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(model, plan with { Values = [] })).Kind);
        var other = Sample();
        var node = other.Main.Nodes[0];
        var wrong = plan with { Nodes = [plan.Nodes[0] with { Id = node.Id, Name = node.Where }], Values = [] };
        Assert.Contains(
            "does not apply", Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(other, wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_for_elements_that_have_no_such_form_is_refused()
    {
        var plan = QuantizationPlanner.Plan(Sample(), BuiltInRecipes.DynamicRangeInt8);
        var model = Sample();
        var nothing = Tensor.From(new Shape(40, 40), Enumerable.Repeat(float.NaN, 1600).ToArray());
        new GraphEdit(model.Main).SetConstant(model.Main.Nodes[0].Input(1), Constant.From(nothing));
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(model, plan)).Kind);
        Assert.Equal(ElementType.Float32, model.Main.Nodes[0].Input(1).ElementType);
    }

    [Theory]
    [InlineData("\"axis\": 0", "\"axis\": 2")]
    [InlineData("\"axis\": 0", "\"axis\": -1")]
    [InlineData("\"solver\": \"symmetric-int8\"", "\"solver\": \"asymmetric-uint8\"")]
    [InlineData("\"InPlace\"", "\"DequantizeBehind\"")]
    [InlineData("\"id\": 1", "\"id\": 7")]
    [InlineData("\"id\": 1", "\"id\": 0")]
    [InlineData("\"subgraph\": 0", "\"subgraph\": 1")]
    [InlineData("\"node\": 3", "\"node\": 1")]
    [InlineData("\"input\": 1", "\"input\": 0")]
    [InlineData("\"Float32\"", "\"Float16\"")]
    [InlineData("40,\n", "41,\n")]
    public void A_plan_that_was_changed_to_the_impossible_is_refused(string from, string to)
    {
        var model = Sample();
        var json = PlanFile.ToJson(QuantizationPlanner.Plan(model, BuiltInRecipes.DynamicRangeInt8));
        Assert.Contains(from, json, StringComparison.Ordinal);
        var plan = PlanFile.Parse(json.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => WeightQuantizer.Apply(model, plan)).Kind);
        Assert.All(model.Main.Nodes, node => Assert.Equal(ElementType.Float32, node.Input(1).ElementType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"nodes\":[],\"values\":null}")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"nodes\":[],\"values\":[],\"more\":1}")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"nodes\":[],\"values\":[null]}")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"nodes\":[null],\"values\":[]}")]
    public void What_is_no_plan_is_refused(string json) =>
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => PlanFile.Parse(json)).Kind);

    private static Model Sample()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40));
        return sample.Model;
    }

    /// <summary>A recurrent layer whose input weights are split where a kernel computes with one scale of them, and a product.</summary>
    private static Model Recurrent()
    {
        var sample = new SampleModel();
        var weights = sample.Weights("input weights", 32, 40);
        var values = weights.Constant!.Evaluate().Values<float>().ToArray();
        values[7] = 20;
        sample.Edit.SetConstant(weights, Constant.From(Tensor.From(weights.Constant.Shape, values)));
        var state = sample.Edit.NewValue("state", ElementType.Float32, new Shape(1, 32));
        sample.Edit.SetVariable(state, true);
        var input = sample.Input(1, 5, 40);
        sample.Add(
            "rnn", new UnidirectionalSequenceRnn(Activation: FusedActivation.Tanh), new Shape(1, 5, 32), input, weights,
            sample.Weights("recurrent weights", 32, 32),
            sample.Weights("bias", 32), state);
        sample.AddDense("dense", sample.Edit.AddInput("row", ElementType.Float32, new Shape(2, 40)), sample.Weights("kernel", 40, 40));
        return sample.Model;
    }
}
