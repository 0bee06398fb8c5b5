namespace Octavo.Tensors.Tests;

public sealed class CheckedSizeTests
{
    [Theory]
    [InlineData(long.MaxValue, 2)]
    [InlineData(1L << 32, 1L << 31)]
    public void A_product_beyond_64_bits_is_refused(long left, long right) =>
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => CheckedSize.Product(left, right)).Kind);

    [Fact]
    public void Products_and_sums_that_fit_are_exact()
    {
        Assert.Equal(long.MaxValue - 1, CheckedSize.Product((long.MaxValue - 1) / 2, 2));
        Assert.Equal(long.MaxValue, CheckedSize.Sum(long.MaxValue - 3, 3));
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => CheckedSize.Sum(long.MaxValue, 1)).Kind);
    }

    [Theory]
    [InlineData(new[] { 1 << 29, 1 })]
    [InlineData(new[] { 1 << 20, 1 << 20, 0 })]
    [InlineData(new[] { -1, int.MaxValue })]
    public void A_tensor_that_no_span_can_hold_is_refused_even_where_another_size_is_0_or_open(int[] sizes) =>
        Assert.Equal(ErrorKind.OutOfMemory,
            Assert.Throws<OctavoException>(() => CheckedSize.RequireTensor(ElementType.Float32, new Shape(sizes), "node")).Kind);

    [Fact]
    public void Tensors_of_ordinary_size_pass()
    {
        CheckedSize.RequireTensor(ElementType.Float32, new Shape((1 << 29) - 1), null);
        CheckedSize.RequireTensor(ElementType.Int8, new Shape(-1, 4, 0), null);
        CheckedSize.RequireTensor(ElementType.Int8, Shape.Unknown, null);
    }
}
