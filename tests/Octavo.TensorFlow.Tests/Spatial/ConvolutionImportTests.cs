using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class ConvolutionImportTests
{
    private static readonly int[] Uneven = [0, 0, 2, 1, 0, 3, 0, 0];

    [Theory]
    [InlineData("SAME", 1, 1, 2)]
    [InlineData("SAME", 2, 1, 2)]
    [InlineData("VALID", 1, 2, 2)]
    [InlineData("EXPLICIT", 2, 1, 2)]
    [InlineData("EXPLICIT", 1, 2, 4)]
    public void A_convolution_of_images_is_the_sum_over_its_windows(string padding, int stride, int dilation, int channels)
    {
        var (image, filter) = (WholeNumbers.Floats(1, 2, 6, 7, channels), WholeNumbers.Floats(2, 3, 2, 2, 4));
        var operation = new SpatialOperation(
            "Conv2D", ("padding", padding), ("strides", new[] { 1, stride, stride, 1 }), ("dilations", new[] { 1, dilation, dilation, 1 }),
            ("explicit_paddings", padding == "EXPLICIT" ? Uneven : []));
        var result = operation.Input(image, new Shape(-1, 6, 7, channels)).Constant(filter).Run();
        Assert.Equal(Expected(image, filter, padding, stride, dilation, result.Shape), result.Values<float>().ToArray());
    }

    [Fact]
    public void Channels_first_are_transposed_before_and_behind()
    {
        var filter = WholeNumbers.Floats(2, 3, 3, 2, 5);
        var image = WholeNumbers.Floats(1, 1, 4, 5, 2);
        SpatialOperation Of(string format) =>
            new("Conv2D", ("padding", "SAME"), ("strides", new[] { 1, 1, 1, 1 }), ("data_format", format));
        var expected = Of("NHWC").Input(image).Constant(filter).Run();
        var channelsFirst = Permuted(image, 0, 3, 1, 2);
        var operation = Of("NCHW").Input(channelsFirst).Constant(filter);
        Assert.Equal(["TRANSPOSE", "CONV_2D", "TRANSPOSE"], operation.Operators());
        Assert.Equal(Permuted(expected, 0, 3, 1, 2).Values<float>(), operation.Run().Values<float>());
    }

    [Fact]
    public void A_depthwise_filter_keeps_the_order_of_its_elements()
    {
        var (image, filter) = (WholeNumbers.Floats(1, 1, 4, 4, 2), WholeNumbers.Floats(2, 2, 2, 2, 3));
        var operation = new SpatialOperation("DepthwiseConv2dNative", ("padding", "VALID"), ("strides", new[] { 1, 1, 1, 1 }),
            ("explicit_paddings", Array.Empty<int>()));
        var result = operation.Input(image).Constant(filter).Run();
        Assert.Equal(new Shape(1, 3, 3, 6), result.Shape);
        foreach (var position in WholeNumbers.Positions(result.Shape))
        {
            var (channel, multiple) = (position[3] / 3, position[3] % 3);
            var sum = 0f;
            for (var tap = 0; tap < 4; tap++)
            {
                sum += image.Values<float>()[WholeNumbers.IndexOf(image.Shape, 0, position[1] + (tap / 2), position[2] + (tap % 2),
                    channel)]
                    * filter.Values<float>()[WholeNumbers.IndexOf(filter.Shape, tap / 2, tap % 2, channel, multiple)];
            }

            Assert.Equal(sum, result.Values<float>()[WholeNumbers.IndexOf(result.Shape, position)]);
        }
    }

    [Theory]
    [InlineData("SAME", 1, 1)]
    [InlineData("SAME", 2, 1)]
    [InlineData("VALID", 2, 1)]
    [InlineData("VALID", 1, 2)]
    [InlineData("EXPLICIT", 2, 2)]
    public void A_transposed_convolution_is_the_adjoint_of_its_convolution(string padding, int stride, int dilation)
    {
        (string, object)[] attributes =
        [
            ("padding", padding), ("strides", new[] { 1, stride, stride, 1 }), ("dilations", new[] { 1, dilation, dilation, 1 }),
            ("explicit_paddings", padding == "EXPLICIT" ? Uneven : []),
        ];
        var (image, filter) = (WholeNumbers.Floats(1, 2, 7, 8, 3), WholeNumbers.Floats(2, 3, 2, 3, 4));
        var forward = new SpatialOperation("Conv2D", attributes).Input(image).Constant(filter).Run();
        var gradient = WholeNumbers.Floats(3, forward.Shape.ToArray());
        var sizes = Tensor.From(new Shape(4), image.Shape.ToArray());
        var backward = new SpatialOperation("Conv2DBackpropInput", attributes).Constant(sizes).Constant(filter).Input(gradient).Run();
        Assert.Equal(WholeNumbers.Dot(forward, gradient), WholeNumbers.Dot(image, backward));
        var computed = new SpatialOperation("Conv2DBackpropInput", attributes).Input(sizes).Constant(filter).Input(gradient).Run();
        Assert.Equal(backward.Values<float>(), computed.Values<float>());
    }

    [Theory]
    [InlineData("SAME", 2)]
    [InlineData("VALID", 1)]
    public void A_transposed_convolution_of_volumes_is_the_adjoint_of_its_convolution(string padding, int stride)
    {
        (string, object)[] attributes = [("padding", padding), ("strides", new[] { 1, stride, 1, stride, 1 })];
        var (volume, filter) = (WholeNumbers.Floats(1, 1, 4, 5, 6, 2), WholeNumbers.Floats(2, 2, 3, 2, 2, 3));
        var forward = new SpatialOperation("Conv3D", attributes).Input(volume).Constant(filter).Run();
        var gradient = WholeNumbers.Floats(3, forward.Shape.ToArray());
        var sizes = Tensor.From(new Shape(5), volume.Shape.ToArray());
        var operation = new SpatialOperation("Conv3DBackpropInputV2", attributes).Constant(sizes).Constant(filter).Input(gradient);
        Assert.Equal(["CONV_3D_TRANSPOSE"], operation.Operators());
        Assert.Equal(WholeNumbers.Dot(forward, gradient), WholeNumbers.Dot(volume, operation.Run()));
        var computed = new SpatialOperation("Conv3DBackpropInputV2", attributes).Constant(sizes).Input(filter).Input(gradient).Run();
        Assert.Equal(operation.Run().Values<float>(), computed.Values<float>());
    }

    [Fact]
    public void Patches_of_any_type_are_the_pixels_of_each_window()
    {
        var image = Tensor.From(new Shape(1, 5, 4, 2), Enumerable.Range(0, 40).Select(value => (short)value).ToArray());
        var operation = new SpatialOperation(
            "ExtractImagePatches", ("T", ElementType.Int16), ("padding", "VALID"), ("ksizes", new[] { 1, 2, 2, 1 }),
            ("strides", new[] { 1, 2, 1, 1 }), ("rates", new[] { 1, 1, 2, 1 }));
        var result = operation.Input(image, new Shape(-1, -1, -1, 2)).Run();
        Assert.Equal(new Shape(1, 2, 2, 8), result.Shape);
        Assert.Equal(
            WholeNumbers.Positions(result.Shape)
            .Select(place =>
                (short)WholeNumbers.IndexOf(image.Shape, 0, (place[1] * 2) + (place[3] / 4), place[2] + (place[3] / 2 % 2 * 2),
                    place[3] % 2)),
            result.Values<short>().ToArray());
    }

    [Fact]
    public void Groups_that_TFLite_does_not_have_are_refused_by_name()
    {
        var sizes = Tensor.From(new Shape(4), 1, 4, 4, 6);
        var operation = new SpatialOperation("Conv2DBackpropInput", ("padding", "SAME"), ("strides", new[] { 1, 1, 1, 1 }))
            .Constant(sizes).Constant(WholeNumbers.Floats(1, 2, 2, 3, 4)).Input(WholeNumbers.Floats(2, 1, 4, 4, 4));
        var error = Assert.Throws<OctavoException>(() => operation.Run());
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("groups: the output has 6 channels, the filter 3", error.Message);
    }

    private static Tensor Permuted(Tensor tensor, params int[] axes)
    {
        var shape = new Shape([.. axes.Select(axis => tensor.Shape[axis])]);
        return Tensor.From(shape, WholeNumbers.Positions(shape).Select(place =>
        {
            var source = new int[axes.Length];
            for (var axis = 0; axis < axes.Length; axis++)
            {
                source[axes[axis]] = place[axis];
            }

            return tensor.Values<float>()[WholeNumbers.IndexOf(tensor.Shape, source)];
        }).ToArray());
    }

    /// <summary>The sums over the windows of each group of channels, taps outside of the image left out.</summary>
    private static float[] Expected(Tensor image, Tensor filter, string padding, int stride, int dilation, Shape output)
    {
        int[] before = [.. Enumerable.Range(1, 2).Select(axis => padding switch
        {
            "SAME" => WindowGeometry.Along(image.Shape[axis], filter.Shape[axis - 1], stride, dilation, Padding.Same, "test").PaddingBefore,
            "VALID" => 0,
            _ => Uneven[axis * 2],
        })];
        var groups = image.Shape[3] / filter.Shape[2];
        return [.. WholeNumbers.Positions(output).Select(place =>
        {
            var sum = 0f;
            foreach (var tap in WholeNumbers.Positions(new Shape(filter.Shape[0], filter.Shape[1], filter.Shape[2])))
            {
                var (y, x) = ((place[1] * stride) - before[0] + (tap[0] * dilation), (place[2] * stride) - before[1] + (tap[1] * dilation));
                var channel = (place[3] / (filter.Shape[3] / groups) * filter.Shape[2]) + tap[2];
                sum += y < 0 || x < 0 || y >= image.Shape[1] || x >= image.Shape[2] ? 0
                    : image.Values<float>()[WholeNumbers.IndexOf(image.Shape, place[0], y, x,
                        channel)] * filter.Values<float>()[WholeNumbers.IndexOf(filter.Shape, [.. tap, place[3]])];
            }

            return sum;
        })];
    }
}
