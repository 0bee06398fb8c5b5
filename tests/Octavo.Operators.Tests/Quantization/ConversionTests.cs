using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class ConversionTests
{
    [Fact]
    public void Floats_are_rounded_half_away_from_zero_and_saturated()
    {
        var data = Tensor.From(new Shape(7), 0.25f, -0.25f, 0.24f, 1000f, float.NegativeInfinity, float.NaN, float.PositiveInfinity);
        var result = Run(new Quantize(), data, null, ElementType.Int8, AffineQuantization.PerTensor(0.5f, 3));
        Assert.Equal([4, 2, 3, 127, -128, 3, 127], result.Values<sbyte>().ToArray());
    }

    [Fact]
    public void Each_channel_has_its_own_scale_both_ways()
    {
        var quantization = new AffineQuantization([0.5f, 2f], [0, 0], 1);
        var data = Tensor.From(new Shape(2, 2), 1f, 4f, -3f, -8f);
        var integers = Run(new Quantize(), data, null, ElementType.Int8, quantization);
        Assert.Equal([2, 2, -6, -4], integers.Values<sbyte>().ToArray());
        Assert.Equal(data.Values<float>(), Run(new Dequantize(), integers, quantization, ElementType.Float32, null).Values<float>());
    }

    [Fact]
    public void Packed_elements_are_read_low_bits_first()
    {
        var nibbles = new Tensor(ElementType.Int4, new Shape(3), new byte[] { 0xF7, 0x08 });
        Assert.Equal([7f, -1f, -8f],
            Run(new Dequantize(), nibbles, AffineQuantization.PerTensor(1, 0), ElementType.Float32, null).Values<float>().ToArray());
        var pairs = new Tensor(ElementType.Int2, new Shape(5), new byte[] { 0b11_10_01_00, 0b01 });
        Assert.Equal([0f, 0.5f, -1f, -0.5f, 0.5f],
            Run(new Dequantize(), pairs, AffineQuantization.PerTensor(0.5f, 0), ElementType.Float32, null).Values<float>().ToArray());
    }

    [Fact]
    public void Sixteen_bit_floats_are_widened_exactly()
    {
        var half = Tensor.From(new Shape(2), (Half)0.1f, Half.Epsilon);
        Assert.Equal([(float)(Half)0.1f, (float)Half.Epsilon],
            Run(new Dequantize(), half, null, ElementType.Float32, null).Values<float>().ToArray());
        var brain = new Tensor(ElementType.BFloat16, new Shape(1), new byte[] { 0xC0, 0x3F });
        Assert.Equal([1.5f], Run(new Dequantize(), brain, null, ElementType.Float32, null).Values<float>().ToArray());
    }

    [Fact]
    public void A_change_of_zero_point_alone_moves_codes()
    {
        var data = Tensor.From(new Shape(3), (byte)0, (byte)128, (byte)255);
        var result =
            Run(new Quantize(), data, AffineQuantization.PerTensor(0.1f, 128), ElementType.Int8, AffineQuantization.PerTensor(0.1f, 0));
        Assert.Equal([-128, 0, 127], result.Values<sbyte>().ToArray());
    }

    [Fact]
    public void Fake_quantization_moves_the_range_so_that_zero_is_on_the_grid()
    {
        // 2 bits over -1 to 2: steps of 1.
        var data = Tensor.From(new Shape(5), -9f, -0.5f, 0.4f, 0.5f, 9f);
        Assert.Equal([-1f, 0f, 0f, 1f, 2f], NodeUnderTest.Run(new FakeQuant(-1, 2, 2, false), data)[0].Values<float>().ToArray());
    }

    private static Tensor Run(Operator @operator, Tensor input, AffineQuantization? from, ElementType type, AffineQuantization? to)
    {
        var edit = new GraphEdit(new Graph("test"));
        var output = edit.NewValue("output", type, input.Shape, to);
        var node = edit.AddNode("node", @operator, [edit.AddConstant("input", input, from)], [output]);
        return NodeEvaluator.Evaluate(node, [input])[0];
    }
}
