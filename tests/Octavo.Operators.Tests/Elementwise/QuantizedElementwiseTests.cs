using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Expected codes are computed by hand from reals that every scale here holds exactly.</summary>
public sealed class QuantizedElementwiseTests
{
    [Fact]
    public void Sums_are_those_of_the_reals_in_the_scale_of_the_output()
    {
        // (10 - 2) / 2 + (-7 - 1) / 4 = 2, (100 - 2) / 2 + (101 - 1) / 4 = 74; code = real + 3.
        var sums = Run(new Add(), Quantized(0.5f, 2), Quantized(1, 3), [10, 100], Quantized(0.25f, 1), [-7, 101]);
        Assert.Equal([5, 77], sums);
    }

    [Fact]
    public void Differences_take_the_right_side_away()
    {
        var differences = Run(new Sub(), Quantized(0.5f, 2), Quantized(1, 3), [10, 100], Quantized(0.25f, 1), [-7, 101]);
        Assert.Equal([9, 27], differences);
    }

    [Fact]
    public void Sums_beyond_the_codes_are_cut_to_the_last_one() =>
        Assert.Equal([127, -128], Run(new Add(), Quantized(1, 0), Quantized(1, 0), [127, -128], Quantized(1, 0), [127, -128]));

    [Fact]
    public void A_fused_activation_clamps_at_the_codes_of_its_bounds()
    {
        // Real sums -8, 3, 20 become 0, 3, 6, in halves from zero point -10.
        var sums = Run(new Add(FusedActivation.Relu6), Quantized(1, 0), Quantized(0.5f, -10), [-4, 1, 10], Quantized(1, 0), [-4, 2, 10]);
        Assert.Equal([-10, -4, 2], sums);
    }

    [Fact]
    public void A_rectifier_rescales_and_clamps() =>
        Assert.Equal([-10, -4, 2], Run(new Relu6(), Quantized(1, 0), Quantized(0.5f, -10), [-4, 3, 10]));

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public void Codes_of_16_bits_have_no_zero_point(long zeroPoint, bool isSupported)
    {
        var edit = new GraphEdit(new Graph("test"));
        var inputs = new[] { "left",
            "right" }.Select(name => edit.AddConstant(name, Tensor.From<short>(new Shape(1), [5]), Quantized(1, zeroPoint))).ToArray();
        var node = edit.AddNode("node", new Add(HasPowerOfTwoScales: false), inputs,
            [edit.NewValue("output", ElementType.Int16, new Shape(1), Quantized(1, 0))]);
        Assert.Equal(isSupported, KernelSelection.Choose(node, out _) is not null);
    }

    private static AffineQuantization Quantized(float scale, long zeroPoint) => new([scale], [zeroPoint]);

    private static IEnumerable<int> Run(Operator @operator, AffineQuantization left, AffineQuantization output, sbyte[] one,
        AffineQuantization? right = null, sbyte[]? other = null)
    {
        var edit = new GraphEdit(new Graph("test"));
        var shape = new Shape(one.Length);
        List<Value> inputs = [edit.AddConstant("left", Tensor.From(shape, one), left)];
        if (other is not null)
        {
            inputs.Add(edit.AddConstant("right", Tensor.From(shape, other), right));
        }

        var node = edit.AddNode("node", @operator, inputs, [edit.NewValue("output", ElementType.Int8, shape, output)]);
        return NodeEvaluator.Evaluate(node, [.. inputs.Select(input => input.Constant!.Evaluate())])[0].Values<sbyte>().ToArray()
            .Select(code => (int)code);
    }
}
