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
        WeightRewriter.Apply(direct, plan);
        WeightRewriter.Apply(replayed, read);
        Assert.Equal(TFLite.ModelWriter.ToBytes(direct), TFLite.ModelWriter.ToBytes(replayed));
    }

    [Theory]
    [InlineData("\"axis\": 0", "\"axis\": 2")]
    [InlineData("\"axis\": 0", "\"axis\": -1")]
    [InlineData("\"solver\": \"symmetric-int8\"", "\"solver\": \"asymmetric-uint8\"")]
    [InlineData("\"InPlace\"", "\"DequantizeBehind\"")]
    [InlineData("\"index\": 0", "\"index\": 7")]
    [InlineData("\"subgraph\": 0", "\"subgraph\": 1")]
    [InlineData("\"node\": 0", "\"node\": 1")]
    [InlineData("\"input\": 1", "\"input\": 0")]
    [InlineData("\"Float32\"", "\"Float16\"")]
    [InlineData("40,\n", "41,\n")]
    public void A_plan_that_was_changed_to_the_impossible_is_refused(string from, string to)
    {
        var model = Sample();
        var json = PlanFile.ToJson(QuantizationPlanner.Plan(model, BuiltInRecipes.DynamicRangeInt8));
        Assert.Contains(from, json, StringComparison.Ordinal);
        var plan = PlanFile.Parse(json.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => WeightRewriter.Apply(model, plan)).Kind);
        Assert.All(model.Main.Nodes, node => Assert.Equal(ElementType.Float32, node.Input(1).ElementType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"constants\":null}")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"constants\":[],\"more\":1}")]
    [InlineData("{\"recipe\":\"x\",\"source\":\"y\",\"constants\":[null]}")]
    public void What_is_no_plan_is_refused(string json) =>
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => PlanFile.Parse(json)).Kind);

    private static Model Sample()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40));
        return sample.Model;
    }
}
