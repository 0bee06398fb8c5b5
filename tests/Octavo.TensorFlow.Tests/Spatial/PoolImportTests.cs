using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class PoolImportTests
{
    [Fact]
    public void Explicit_padding_never_wins_a_maximum()
    {
        var image = Tensor.From(new Shape(1, 2, 2, 1), -5f, -6f, -7f, -8f);
        var operation = new SpatialOperation(
            "MaxPool", ("padding", "EXPLICIT"), ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }),
            ("explicit_paddings", new[] { 0, 0, 1, 1, 1, 1, 0, 0 }));
        Assert.Equal([-5f, -6f, -7f, -8f], operation.Input(image).Run().Values<float>());
    }

    [Theory]
    [InlineData("SAME")]
    [InlineData("VALID")]
    public void Pools_of_volumes_are_those_of_their_boxes(string padding)
    {
        var volume = WholeNumbers.Floats(1, 2, 4, 6, 4, 3);
        (string, object)[] attributes = [("padding", padding), ("ksize", new[] { 1, 2, 4, 2, 1 }), ("strides", new[] { 1, 2, 4, 2, 1 })];
        var maxima = new SpatialOperation("MaxPool3D", attributes).Input(volume, new Shape(-1, 4, 6, 4, 3)).Run();
        var means = new SpatialOperation("AvgPool3D", attributes).Input(volume, new Shape(-1, 4, 6, 4, 3)).Run();
        Assert.Equal(padding == "SAME" ? new Shape(2, 2, 2, 2, 3) : new Shape(2, 2, 1, 2, 3), maxima.Shape);
        Assert.Equal(maxima.Shape, means.Shape);
        foreach (var place in WholeNumbers.Positions(maxima.Shape))
        {
            var top = (place[2] * 4) - (padding == "SAME" ? 1 : 0);
            var box = WholeNumbers.Positions(new Shape(2, 4, 2))
                .Select(tap => (Z: (place[1] * 2) + tap[0], Y: top + tap[1], X: (place[3] * 2) + tap[2]))
                .Where(source => source.Y is >= 0 and < 6)
                .Select(source =>
                    volume.Values<float>()[WholeNumbers.IndexOf(volume.Shape, place[0], source.Z, source.Y, source.X, place[4])]).ToArray();
            Assert.Equal(box.Max(), maxima.Values<float>()[WholeNumbers.IndexOf(maxima.Shape, place)]);
            Assert.Equal(box.Average(), means.Values<float>()[WholeNumbers.IndexOf(means.Shape, place)], 8 * 1.2e-7f);
        }
    }

    [Theory]
    [InlineData("SAME", false, ElementType.Int64)]
    [InlineData("VALID", true, ElementType.Int32)]
    public void Indices_of_maxima_point_at_them(string padding, bool countsBatch, ElementType type)
    {
        var image = Tensor.From(new Shape(2, 5, 4, 3), Enumerable.Range(0, 120).Select(value => (float)(value * 37 % 120)).ToArray());
        var results = new SpatialOperation(
            "MaxPoolWithArgmax", ("padding", padding), ("ksize", new[] { 1, 3, 2, 1 }), ("strides", new[] { 1, 2, 1, 1 }),
            ("include_batch_in_index", countsBatch), ("Targmax", type))
            .Input(image, new Shape(-1, 5, 4, 3)).Run(2);
        Assert.Equal(results[0].Shape, results[1].Shape);
        Assert.Equal(type, results[1].ElementType);
        for (var element = 0; element < results[0].ElementCount; element++)
        {
            var index = type == ElementType.Int64 ? results[1].Values<long>()[element] : results[1].Values<int>()[element];
            var start = countsBatch ? 0 : element / (results[0].ElementCount / 2) * 60;
            Assert.Equal(results[0].Values<float>()[element], image.Values<float>()[(int)(start + index)]);
        }
    }

    [Fact]
    public void Inference_of_a_batch_normalization_is_one_factor_and_one_offset_a_channel()
    {
        var operation = Normalization("FusedBatchNormV3", isTraining: false);
        Assert.Equal(["MUL", "ADD"], operation.Operators());
        var (image, result) = (Image, operation.Run());
        for (var element = 0; element < image.ElementCount; element++)
        {
            var channel = element % 2;
            var expected = ((image.Values<float>()[element] - Means[channel]) / Math.Sqrt(Variances[channel] + 0.5) * Scales[channel])
                + Offsets[channel];
            Assert.Equal(expected, result.Values<float>()[element], 16 * 1.2e-7);
        }
    }

    [Fact]
    public void Training_normalizes_with_the_batch_and_gives_its_statistics()
    {
        var results = Normalization("FusedBatchNorm", isTraining: true).Run(5);
        for (var channel = 0; channel < 2; channel++)
        {
            var values =
                Image.Values<float>().ToArray().Where((_, element) => element % 2 == channel).Select(value => (double)value).ToArray();
            var mean = values.Average();
            var variance = values.Average(value => (value - mean) * (value - mean));
            Assert.Equal(mean, results[1].Values<float>()[channel], 1e-6);
            Assert.Equal(variance * values.Length / (values.Length - 1), results[2].Values<float>()[channel], 1e-5);
            Assert.Equal(variance, results[4].Values<float>()[channel], 1e-5);
            Assert.Equal(((values[0] - mean) / Math.Sqrt(variance + 0.5) * Scales[channel]) + Offsets[channel],
                results[0].Values<float>()[channel], 1e-5);
        }
    }

    [Theory]
    [InlineData(2, 1f)]
    [InlineData(1, 0.5f)]
    [InlineData(9, 0.75f)]
    public void Local_response_counts_as_many_channels_on_both_sides(int radius, float beta)
    {
        var image = WholeNumbers.Floats(4, 1, 2, 2, 5);
        var result = new SpatialOperation("LRN", ("depth_radius", radius), ("bias", 2f), ("alpha", 0.5f), ("beta", beta))
            .Input(image, new Shape(-1, 2, -1, 5)).Run();
        for (var element = 0; element < image.ElementCount; element++)
        {
            var sum = Enumerable.Range(0, 5).Where(channel => Math.Abs(channel - (element % 5)) <= radius)
                .Sum(channel => Math.Pow(image.Values<float>()[element - (element % 5) + channel], 2));
            Assert.Equal(image.Values<float>()[element] / Math.Pow(2 + (0.5 * sum), beta), result.Values<float>()[element], 1e-5);
        }
    }

    private static readonly float[] Means = [1, -2];
    private static readonly float[] Variances = [4, 0.25f];
    private static readonly float[] Scales = [3, 0.5f];
    private static readonly float[] Offsets = [-1, 7];
    private static readonly Tensor Image = WholeNumbers.Floats(3, 2, 2, 3, 2);

    private static SpatialOperation Normalization(string operation, bool isTraining) =>
        new SpatialOperation(operation, ("is_training", isTraining), ("epsilon", 0.5f)).Input(Image)
            .Constant(Channels(Scales)).Constant(Channels(Offsets)).Constant(Channels(isTraining ? [] : Means))
            .Constant(Channels(isTraining ? [] : Variances));

    private static Tensor Channels(float[] values) => Tensor.From(new Shape(values.Length), values);
}
