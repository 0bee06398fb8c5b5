using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class DepthwiseConv2DTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1, 3, 1)]
    [InlineData(Padding.Valid, 2, 1, 17, 1)]
    [InlineData(Padding.Same, 1, 2, 3, 2)]
    [InlineData(Padding.Same, 2, 1, 1, 5)]
    [InlineData(Padding.Same, 1, 3, 64, 1)]
    public void Each_channel_is_convolved_by_itself(object declaredPadding, int stride, int dilation, int channels, int multiplier)
    {
        var padding = (Padding)declaredPadding;
        foreach (var hasBias in new[] { true, false })
        {
            var convolution = new DepthwiseConv2D(padding, stride, stride, dilation, dilation, multiplier);
            var image = RandomTensor.Floats(1, 2, 8, 9, channels);
            var filter = RandomTensor.Floats(2, 1, 3, 3, channels * multiplier);
            var bias = hasBias ? RandomTensor.Floats(3, channels * multiplier) : null;
            var (expected, shape) = Expected(convolution, image, filter, bias);
            var result = WeightedNode.Run(convolution, image, filter, bias);
            Assert.Equal(shape, result.Shape);
            ExpectedSum.AssertEqual(expected, result);
            Assert.Equal(result.Values<float>(), WeightedNode.Run(convolution, image, WeightedNode.Computed(filter), bias).Values<float>());
        }
    }

    [Fact]
    public void Channels_that_are_no_multiple_are_refused_with_both_counts()
    {
        var error = Assert.Throws<OctavoException>(
            () => WeightedNode.Node(new DepthwiseConv2D(Padding.Same), RandomTensor.Floats(1, 1, 5, 5, 4),
                RandomTensor.Floats(2, 1, 3, 3, 6)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("filter has 6 channels, input has 4", error.Message);
    }

    private static (ExpectedSum[] Expected, Shape Shape) Expected(DepthwiseConv2D convolution, Tensor image, Tensor filter, Tensor? bias)
    {
        // An ordinary convolution of as many groups as channels, its filter transposed.
        var (height, width, outputs) = (filter.Shape[1], filter.Shape[2], filter.Shape[3]);
        var rows =
            WindowGeometry.Along(image.Shape[1], height, convolution.StrideHeight, convolution.DilationHeight, convolution.Padding, "test");
        var columns =
            WindowGeometry.Along(image.Shape[2], width, convolution.StrideWidth, convolution.DilationWidth, convolution.Padding, "test");
        var output = new Shape(image.Shape[0], rows.OutputSize, columns.OutputSize, outputs);
        var expected = ConvolutionDefinition.WithBias(bias, output);
        foreach (var term in ConvolutionDefinition.Terms(image.Shape, new Shape(outputs, height, width, 1), output, rows, columns))
        {
            var (channel, tap) = (term.Filter / (height * width), term.Filter % (height * width));
            expected[term.Output].Add(image.Values<float>()[term.Image], filter.Values<float>()[(tap * outputs) + channel]);
        }

        return (expected, output);
    }
}
