using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class WindowGeometryTests
{
    [Theory]
    [InlineData(5, 3, 2, 1, Padding.Same, 3, 1, 1)]
    [InlineData(6, 3, 2, 1, Padding.Same, 3, 0, 1)]
    [InlineData(7, 1, 3, 1, Padding.Same, 3, 0, 0)]
    [InlineData(7, 3, 1, 2, Padding.Same, 7, 2, 2)]
    [InlineData(5, 4, 1, 1, Padding.Same, 5, 1, 2)]
    [InlineData(6, 3, 2, 1, Padding.Valid, 2, 0, 0)]
    [InlineData(7, 3, 1, 3, Padding.Valid, 1, 0, 0)]
    [InlineData(0, 3, 1, 1, Padding.Valid, 0, 0, 0)]
    public void Sizes_and_paddings_follow_the_definition(
        int input, int filter, int stride, int dilation, object declaredPadding, int output, int before, int after)
    {
        var padding = (Padding)declaredPadding;
        var geometry = WindowGeometry.Along(input, filter, stride, dilation, padding, "test");
        Assert.Equal((output, before, after), (geometry.OutputSize, geometry.PaddingBefore, geometry.PaddingAfter));
    }

    [Theory]
    [InlineData(2, 3, 1, 1, Padding.Valid)]
    [InlineData(4, 3, 1, 2, Padding.Valid)]
    [InlineData(4, 0, 1, 1, Padding.Same)]
    [InlineData(4, 1, 0, 1, Padding.Same)]
    [InlineData(4, 2, 1, 0, Padding.Same)]
    public void A_window_that_cannot_be_is_refused(int input, int filter, int stride, int dilation, object declaredPadding)
    {
        var padding = (Padding)declaredPadding;
        var error = Assert.Throws<OctavoException>(() => WindowGeometry.Along(input, filter, stride, dilation, padding, "test"));
        Assert.Equal(ErrorKind.Shape, error.Kind);
    }

    [Fact]
    public void An_unknown_size_stays_unknown() =>
        Assert.Equal(Shape.UnknownSize, WindowGeometry.OutputSizeOf(Shape.UnknownSize, 3, 1, 1, Padding.Same, "test"));
}
