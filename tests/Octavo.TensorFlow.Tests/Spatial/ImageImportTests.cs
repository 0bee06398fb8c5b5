using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class ImageImportTests
{
    [Theory]
    [InlineData(new[] { 2, 4, 6 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 4, 6, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 4, 6, 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 1, 6, 2, 2, 3 }, new[] { 3 })]
    public void Blocks_go_into_the_batch_and_come_back_for_any_rank(int[] sizes, int[] blocks)
    {
        var data = WholeNumbers.Integers(1, sizes);
        var block = Tensor.From(new Shape(blocks.Length), blocks);
        var edges = Tensor.From(new Shape(blocks.Length, 2), new int[blocks.Length * 2]);
        var unknown = new Shape([-1, .. sizes[1..]]);
        var moved = new SpatialOperation("SpaceToBatchND", ("T", ElementType.Int32), ("Tblock_shape", ElementType.Int32),
            ("Tpaddings", ElementType.Int32))
            .Input(data, unknown).Constant(block).Constant(edges).Run();
        Assert.Equal(sizes[0] * blocks.Aggregate((product, size) => product * size), moved.Shape[0]);
        var back = new SpatialOperation("BatchToSpaceND", ("T", ElementType.Int32), ("Tblock_shape", ElementType.Int32),
            ("Tcrops", ElementType.Int32))
            .Input(moved, new Shape([-1, .. moved.Shape.Sizes[1..]])).Constant(block).Constant(edges).Run();
        Assert.Equal(data.Shape, back.Shape);
        Assert.Equal(data.Values<int>(), back.Values<int>());
    }

    [Theory]
    [InlineData("NHWC")]
    [InlineData("NCHW")]
    public void Depth_becomes_space_and_depth_again(string format)
    {
        var data = WholeNumbers.Floats(1, 2, 8, 4, 8);
        var space = new SpatialOperation("DepthToSpace", ("block_size", 2), ("data_format", format)).Input(data).Run();
        Assert.Equal(format == "NHWC" ? new Shape(2, 16, 8, 2) : new Shape(2, 2, 8, 16), space.Shape);
        var depth = new SpatialOperation("SpaceToDepth", ("block_size", 2), ("data_format", format)).Input(space).Run();
        Assert.Equal(data.Values<float>(), depth.Values<float>());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Cubic_interpolation_to_the_same_size_changes_nothing(bool alignsCorners, bool halfPixelCenters)
    {
        var image = WholeNumbers.Floats(1, 2, 3, 4, 2);
        var result = new SpatialOperation("ResizeBicubic", ("align_corners", alignsCorners), ("half_pixel_centers", halfPixelCenters))
            .Input(image).Constant(Tensor.From(new Shape(2), 3, 4)).Run();
        Assert.Equal(image.Values<float>(), result.Values<float>());
    }

    [Fact]
    public void Cubic_interpolation_keeps_a_slope()
    {
        var image = Tensor.From(new Shape(1, 1, 8, 1), 0f, 1, 2, 3, 4, 5, 6, 7);
        var result = new SpatialOperation("ResizeBicubic", ("half_pixel_centers", true)).Input(image)
            .Constant(Tensor.From(new Shape(2), 1, 16)).Run();
        for (var place = 4; place < 12; place++)
        {
            Assert.Equal(((place + 0.5) / 2) - 0.5, result.Values<float>()[place], 1e-5);
        }
    }

    [Theory]
    [InlineData("bilinear")]
    [InlineData("nearest")]
    public void A_crop_of_the_whole_image_at_its_own_size_is_the_image(string method)
    {
        var image = WholeNumbers.Floats(1, 2, 3, 4, 2);
        var result = new SpatialOperation("CropAndResize", ("method", method)).Input(image, new Shape(-1, -1, -1, 2))
            .Input(Tensor.From(new Shape(2, 4), 0f, 0f, 1f, 1f, 0f, 1f, 1f, 0f), new Shape(-1, 4)).Input(Tensor.From(new Shape(2), 1, 0))
            .Constant(Tensor.From(new Shape(2), 3, 4)).Run();
        Assert.Equal(new Shape(2, 3, 4, 2), result.Shape);
        Assert.Equal(image.Values<float>()[24..].ToArray(), result.Values<float>()[..24].ToArray());
        var mirrored = WholeNumbers.Positions(new Shape(3, 4, 2))
            .Select(place => image.Values<float>()[WholeNumbers.IndexOf(image.Shape, 0, place[0], 3 - place[1], place[2])]).ToArray();
        for (var element = 0; element < 24; element++)
        {
            Assert.Equal(mirrored[element], result.Values<float>()[24 + element], 1e-5);
        }
    }

    [Fact]
    public void Outside_of_the_image_a_crop_has_the_given_value()
    {
        var image = Tensor.From(new Shape(1, 2, 2, 1), 1f, 2f, 3f, 4f);
        var result = new SpatialOperation("CropAndResize", ("extrapolation_value", -9f)).Input(image)
            .Constant(Tensor.From(new Shape(1, 4), 0f, 0f, 2f, 1f))
            .Constant(Tensor.From(new Shape(1), 0)).Constant(Tensor.From(new Shape(2), 3, 1)).Run();
        Assert.Equal([1.5f, 3.5f, -9f], result.Values<float>());
    }

    [Fact]
    public void Dilation_is_the_largest_sum_of_pixel_and_filter()
    {
        var (image, filter) = (WholeNumbers.Floats(1, 1, 5, 6, 2), WholeNumbers.Floats(2, 2, 3, 2));
        var result = new SpatialOperation("Dilation2D", ("padding", "SAME"), ("strides", new[] { 1, 2, 1, 1 }),
            ("rates", new[] { 1, 1, 2, 1 })).Input(image).Constant(filter).Run();
        Assert.Equal(new Shape(1, 3, 6, 2), result.Shape);
        foreach (var place in WholeNumbers.Positions(result.Shape))
        {
            var largest = WholeNumbers.Positions(new Shape(2, 3))
                .Select(tap => (Tap: (tap[0], tap[1]), Y: (place[1] * 2) + tap[0], X: place[2] - 2 + (tap[1] * 2)))
                .Where(source => source.Y < 5 && source.X is >= 0 and < 6)
                .Max(source => image.Values<float>()[WholeNumbers.IndexOf(image.Shape, 0, source.Y, source.X, place[3])]
                    + filter.Values<float>()[WholeNumbers.IndexOf(filter.Shape, source.Tap.Item1, source.Tap.Item2, place[3])]);
            Assert.Equal(largest, result.Values<float>()[WholeNumbers.IndexOf(result.Shape, place)]);
        }
    }

    [Theory]
    [InlineData("NonMaxSuppressionV3", 2)]
    [InlineData("NonMaxSuppressionV4", 2)]
    public void Boxes_that_a_better_one_overlaps_fall_out(string operation, int count)
    {
        var boxes = Tensor.From(new Shape(3, 4), 0f, 0f, 2f, 2f, 0f, 0f, 2f, 1.5f, 3f, 3f, 5f, 5f);
        var result = new SpatialOperation(operation, ("T_threshold", ElementType.Float32)).Input(boxes)
            .Input(Tensor.From(new Shape(3), 0.5f, 0.9f, 0.7f)).Constant(Tensor.Scalar(3))
            .Constant(Tensor.Scalar(0.5f)).Constant(Tensor.Scalar(0f)).Run();
        Assert.Equal(new Shape(count), result.Shape);
        Assert.Equal([1, 2], result.Values<int>());
    }

    [Fact]
    public void Boxes_whose_overlap_is_just_the_bound_stay_as_they_do_in_TensorFlow()
    {
        var boxes = Tensor.From(new Shape(2, 4), 0f, 0f, 2f, 2f, 0f, 0f, 2f, 1f);
        var result = new SpatialOperation("NonMaxSuppressionV2", ("T_threshold", ElementType.Float32)).Input(boxes)
            .Input(Tensor.From(new Shape(2), 1f, 0.5f)).Constant(Tensor.Scalar(2)).Constant(Tensor.Scalar(0.5f)).Run();
        Assert.Equal([0, 1], result.Values<int>());
    }
}
