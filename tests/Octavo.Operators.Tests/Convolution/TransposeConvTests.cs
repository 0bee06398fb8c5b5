using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class TransposeConvTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1, 5, 6)]
    [InlineData(Padding.Same, 2, 2, 10, 12)]
    [InlineData(Padding.Same, 2, 2, 9, 11)]
    [InlineData(Padding.Valid, 2, 3, 11, 18)]
    [InlineData(Padding.Same, 4, 5, 20, 30)]
    public void It_is_the_transpose_of_a_convolution(object declaredPadding, int strideHeight, int strideWidth, int height, int width)
    {
        var padding = (Padding)declaredPadding;
        foreach (var bias in new[] { RandomTensor.Floats(3, 7), null })
        {
            var operation = new TransposeConv(padding, strideHeight, strideWidth);
            var filter = RandomTensor.Floats(1, 7, 3, 3, 4);
            var input = RandomTensor.Floats(2, 2, 5, 6, 4);
            var shape = Tensor.From(new Shape(4), 2, height, width, 7);
            var result = WeightedNode.Run(operation, shape, filter, input, bias);
            Assert.Equal(new Shape(2, height, width, 7), result.Shape);
            ExpectedSum.AssertEqual(Expected(operation, result.Shape, filter, input, bias), result);
            Assert.Equal(result.Values<float>(), WeightedNode.Run(operation, shape, WeightedNode.Computed(filter), input, bias)
                .Values<float>());
        }
    }

    [Fact]
    public void An_output_shape_that_no_convolution_turns_into_the_input_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => WeightedNode.Node(
            new TransposeConv(Padding.Same, 2, 2), Tensor.From(new Shape(4), 1, 30, 10, 7), RandomTensor.Floats(1, 7, 3, 3, 4),
            RandomTensor.Floats(2, 1, 5, 5, 4)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("a convolution of 30 gives 15", error.Message);
    }

    [Fact]
    public void Channels_that_differ_are_refused_with_both_counts()
    {
        var error = Assert.Throws<OctavoException>(() => WeightedNode.Node(
            new TransposeConv(Padding.Same), Tensor.From(new Shape(4), 1, 5, 5, 7), RandomTensor.Floats(1, 7, 3, 3, 4),
            RandomTensor.Floats(2, 1, 5, 5, 3)));
        Assert.Contains("filter has 4 input channels, input has 3", error.Message);
    }

    private static ExpectedSum[] Expected(TransposeConv operation, Shape output, Tensor filter, Tensor input, Tensor? bias)
    {
        var sizes = filter.Shape;
        var rows = WindowGeometry.Along(output[1], sizes[1], operation.StrideHeight, 1, operation.Padding, "test");
        var columns = WindowGeometry.Along(output[2], sizes[2], operation.StrideWidth, 1, operation.Padding, "test");
        var expected = ConvolutionDefinition.WithBias(bias, output);

        // The convolution from output to input reads [inputChannels, height, width, outputChannels].
        var forward = new Shape(sizes[3], sizes[1], sizes[2], sizes[0]);
        foreach (var term in ConvolutionDefinition.Terms(output, forward, input.Shape, rows, columns))
        {
            var (inputChannel, tap, outputChannel) =
                (term.Filter / (sizes[0] * sizes[1] * sizes[2]), term.Filter / sizes[0] % (sizes[1] * sizes[2]), term.Filter % sizes[0]);
            expected[term.Image]
                .Add(input.Values<float>()[term.Output], filter.Values<float>()[(((outputChannel * sizes[1] * sizes[2]) + tap) * sizes[3])
                    + inputChannel]);
        }

        return expected;
    }
}
