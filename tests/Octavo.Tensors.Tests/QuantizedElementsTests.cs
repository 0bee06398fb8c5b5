using System.Runtime.InteropServices;

namespace Octavo.Tensors.Tests;

public sealed class QuantizedElementsTests
{
    [Fact]
    public void Halves_go_to_the_even_number_and_what_is_too_large_is_clamped()
    {
        var elements = new byte[7];
        QuantizedElements.Quantize([0.25f, 0.75f, -0.25f, 1000, -1000, float.NaN, 0], AffineQuantization.PerTensor(0.5f, 3),
            ElementType.Int8, elements);
        Assert.Equal(new sbyte[] { 3, 5, 3, 127, -128, -128, 3 }, MemoryMarshal.Cast<byte, sbyte>(elements).ToArray());
    }

    [Fact]
    public void The_range_of_2018s_page_maps_as_it_says()
    {
        var elements = new byte[3];
        QuantizedElements.Quantize([-10, 10, 30], AffineQuantization.PerTensor(40f / 255, 64), ElementType.UInt8, elements);
        Assert.Equal(new byte[] { 0, 128, 255 }, elements);
    }

    [Theory]
    [InlineData(ElementType.Int8, 1)]
    [InlineData(ElementType.UInt8, 1)]
    [InlineData(ElementType.Int16, 2)]
    public void Every_element_comes_back_as_itself(ElementType type, int bytes)
    {
        var quantization = AffineQuantization.PerTensor(0.037f, type == ElementType.UInt8 ? 100 : -7);
        var elements = Enumerable.Range(0, 256 * bytes).Select(index => (byte)((index * 37) + (index / 256))).ToArray();
        var reals = new float[256];
        QuantizedElements.Dequantize(elements, quantization, type, reals);
        var again = new byte[elements.Length];
        QuantizedElements.Quantize(reals, quantization, type, again);
        Assert.Equal(elements, again);
    }

    [Fact]
    public void Types_without_a_scale_for_all_are_refused() => Assert.Throws<OctavoException>(
        () => QuantizedElements.Dequantize([1, 2], new AffineQuantization([1, 2], [0, 0]), ElementType.Int8, new float[2]));
}
