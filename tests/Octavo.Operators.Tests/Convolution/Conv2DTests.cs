using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class Conv2DTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1, 1, 1)]
    [InlineData(Padding.Same, 2, 2, 1, 1)]
    [InlineData(Padding.Valid, 2, 3, 1, 1)]
    [InlineData(Padding.Same, 1, 1, 2, 3)]
    [InlineData(Padding.Valid, 1, 1, 3, 2)]
    public void Each_output_is_the_sum_over_its_window(object declaredPadding, int strideHeight, int strideWidth, int dilationHeight,
        int dilationWidth)
    {
        var padding = (Padding)declaredPadding;
        foreach (var (inputChannels, outputChannels, groups) in new[] { (3, 5, 1), (6, 9, 3), (4, 4, 4), (2, 40, 1) })
        {
            var image = RandomTensor.Floats(1, 2, 9, 8, inputChannels);
            var filter = RandomTensor.Floats(2, outputChannels, 3, 2, inputChannels / groups);
            Check(new Conv2D(padding, strideHeight, strideWidth, dilationHeight, dilationWidth), image, filter,
                RandomTensor.Floats(3, outputChannels));
        }
    }

    [Fact]
    public void A_filter_of_one_pixel_is_a_product_of_matrices() =>
        Check(new Conv2D(Padding.Same), RandomTensor.Floats(1, 1, 5, 4, 17), RandomTensor.Floats(2, 33, 1, 1, 17), null);

    [Fact]
    public void A_filter_larger_than_the_image_reads_zeros_around_it() =>
        Check(new Conv2D(Padding.Same), RandomTensor.Floats(1, 1, 1, 1, 3), RandomTensor.Floats(2, 4, 5, 5, 3), RandomTensor.Floats(3, 4));

    [Fact]
    public void A_filter_that_is_computed_gives_the_bits_of_a_constant_one()
    {
        var image = RandomTensor.Floats(1, 1, 6, 6, 4);
        var filter = RandomTensor.Floats(2, 6, 3, 3, 2);
        Assert.Equal(
            WeightedNode.Run(new Conv2D(Padding.Same), image, filter, null).Values<float>(),
            WeightedNode.Run(new Conv2D(Padding.Same), image, WeightedNode.Computed(filter), null).Values<float>());
    }

    [Fact]
    public void Channels_that_do_not_fit_are_refused_with_both_counts()
    {
        var error = Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new Conv2D(Padding.Same), RandomTensor.Floats(1, 1, 5, 5, 4), RandomTensor.Floats(2, 8, 3, 3, 3)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("CONV_2D 'block1/node': filter has 3 input channels, input has 4", error.Message);
    }

    [Fact]
    public void A_window_of_valid_that_does_not_fit_is_refused() =>
        Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new Conv2D(Padding.Valid), RandomTensor.Floats(1, 1, 2, 5, 3), RandomTensor.Floats(2, 8, 3, 3, 3)));

    [Fact]
    public void Sizes_that_are_unknown_stay_unknown()
    {
        var edit = new Graphs.GraphEdit(new Graphs.Graph("test"));
        var node = edit.AddNode(
            "node", new Conv2D(Padding.Same, 2, 2),
            [edit.AddInput("image", ElementType.Float32, new Shape(-1, -1, 9, 3)),
                edit.AddConstant("filter", RandomTensor.Floats(2, 8, 3, 3, 3))],
            [edit.NewValue("output", ElementType.Float32, Shape.Unknown)]);
        Assert.Equal(new Shape(-1, -1, 5, 8), new Conv2D(Padding.Same, 2, 2).InferOutputs(new ShapeContext(node))[0].Shape);
    }

    private static void Check(Conv2D convolution, Tensor image, Tensor filter, Tensor? bias)
    {
        var rows = WindowGeometry.Along(image.Shape[1], filter.Shape[1], convolution.StrideHeight, convolution.DilationHeight,
            convolution.Padding, "test");
        var columns = WindowGeometry.Along(image.Shape[2], filter.Shape[2], convolution.StrideWidth, convolution.DilationWidth,
            convolution.Padding, "test");
        var output = new Shape(image.Shape[0], rows.OutputSize, columns.OutputSize, filter.Shape[0]);
        var expected = ConvolutionDefinition.WithBias(bias, output);
        foreach (var term in ConvolutionDefinition.Terms(image.Shape, filter.Shape, output, rows, columns))
        {
            expected[term.Output].Add(image.Values<float>()[term.Image], filter.Values<float>()[term.Filter]);
        }

        var result = WeightedNode.Run(convolution, image, filter, bias);
        Assert.Equal(output, result.Shape);
        ExpectedSum.AssertEqual(expected, result);
    }
}
