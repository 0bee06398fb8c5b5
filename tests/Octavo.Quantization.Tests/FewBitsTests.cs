using Octavo.Runtime;
using Octavo.TFLite;

namespace Octavo.Quantization.Tests;

/// <summary>Weights of 4 and 2 bits: the same algorithms with another argument.</summary>
public sealed class FewBitsTests
{
    [Theory]
    [InlineData("dynamic-range", "int4", ElementType.Int4)]
    [InlineData("dynamic-range", "int2", ElementType.Int2)]
    [InlineData("weight-only", "int4", ElementType.Int4)]
    [InlineData("weight-only", "int2", ElementType.Int2)]
    public void A_product_with_codes_of_few_bits_computes_what_its_codes_stand_for(string algorithm, string type, ElementType stored)
    {
        var sample = Dense();
        var input = Enumerable.Range(0, 80).Select(index => MathF.Sin(index)).ToArray();
        var plan = WeightQuantizer.Apply(sample.Model, RecipeFile.Parse($"rules: [{{algorithm: {algorithm}, config: {{type: {type}}}}}]"));
        Assert.Equal($"{type} per channel (axis 0)", Assert.Single(plan.Values).Action);
        using var file = TFLiteFile.Read(ModelWriter.ToBytes(sample.Model), "few bits");
        var codes = Assert.Single(file.Model.Main.Values(), value => value.ElementType == stored);
        Assert.Equal(stored.SizeInBytes(1600), codes.Constant!.Evaluate().Bytes.Length);

        // The same reals in float32.
        var reals = Dense();
        var scales = codes.Quantization!.Scales;
        var values = PackedCodes.Unpack(codes.Constant.Evaluate()).ToArray().Select((code, index) => (sbyte)code * scales[index / 40])
            .ToArray();
        reals.Edit.SetConstant(reals.Model.Main.Nodes[0].Input(1), Constant.From(Tensor.From(new Shape(40, 40), values)));
        var (expected, found) = (Run(reals.Model, input), Run(file.Model, input));

        // A row of activations is quantized to 255 steps over at most 2, each of which errs by half a step in 40 products.
        var tolerance = algorithm == "weight-only" ? 1e-5f : 40 * (2f / 255 / 2) * values.Max(MathF.Abs);
        Assert.All(expected.Zip(found), pair => Assert.InRange(MathF.Abs(pair.First - pair.Second), 0, tolerance));
    }

    [Fact]
    public void Where_a_contract_takes_no_such_codes_they_are_dequantized_in_front()
    {
        var sample = new SampleModel();
        var input = sample.Input(1, 3, 3, 200);
        sample.Add("depthwise", new DepthwiseConv2D(Padding.Valid), new Shape(1, 1, 1, 200), input, sample.Weights("filter", 1, 3, 3, 200));
        sample.Add("transposed", new BatchMatMul(), new Shape(1, 3, 3, 40), input, sample.Weights("product", 200, 40));
        var recipe = RecipeFile.Parse("rules: [{algorithm: dynamic-range, config: {type: int2}}]");
        Assert.Equal(
            [
                "'filter': int2 per channel (axis 3): for DEPTHWISE_CONV_2D 'depthwise', dequantized in front",
                "'product': int2 per tensor: for BATCH_MATMUL 'transposed', dequantized in front",
            ],
            QuantizationPlanner.Plan(sample.Model, recipe).Values.Select(value => value.ToString()));
    }

    [Theory]
    [InlineData("{type: int4, solver: symmetric-int8}")]
    [InlineData("{type: int4, hybrid_solver: symmetric-int8-float32}")]
    [InlineData("{type: int3}")]
    public void Solvers_without_such_codes_are_refused(string config) => Assert.Equal(
        ErrorKind.Recipe,
        Assert.Throws<OctavoException>(() => RecipeFile.Parse($"rules: [{{algorithm: dynamic-range, config: {config}}}]")).Kind);

    [Fact]
    public void The_former_name_of_a_solver_works()
    {
        var rule = RecipeFile.Parse("rules: [{algorithm: weight-only, config: {solver: symmetric-int8-half-to-even}}]").Rules[0];
        Assert.Equal(("symmetric-half-to-even", 8), (WeightSolvers.Find(rule.Configuration.Solver, 8).Name, rule.Configuration.Bits));
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => WeightSolvers.Find("symmetric-int8", 4)).Kind);
    }

    [Theory]
    [InlineData(4, new byte[] { 0x71, 0x98, 0x0F })]
    [InlineData(2, new byte[] { 0b01_00_11_01, 0b11 })]
    public void Codes_are_packed_low_bits_first(int bits, byte[] expected)
    {
        sbyte[] codes = bits == 4 ? [1, 7, -8, -7, -1] : [1, -1, 0, 1, -1];
        var packed = PackedCodes.Pack(codes.Select(code => (byte)code).ToArray(), bits);
        Assert.Equal(expected, packed);
        var unpacked = PackedCodes.Unpack(new Tensor(bits == 4 ? ElementType.Int4 : ElementType.Int2, new Shape(5), packed)).ToArray();
        Assert.Equal(codes, unpacked.Select(code => (sbyte)code));
    }

    private static SampleModel Dense()
    {
        var sample = new SampleModel();
        sample.AddDense("dense", sample.Input(2, 40), sample.Weights("kernel", 40, 40));
        return sample;
    }

    private static float[] Run(Model model, float[] input)
    {
        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);
        interpreter.SetInput(0, Tensor.From(new Shape(2, 40), input));
        interpreter.Invoke();
        return interpreter.GetOutput(0).Values<float>().ToArray();
    }
}
