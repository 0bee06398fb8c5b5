using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class Conv3DTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1)]
    [InlineData(Padding.Valid, 2, 1)]
    [InlineData(Padding.Same, 1, 2)]
    public void Each_output_is_the_sum_over_its_window(object declaredPadding, int stride, int dilation)
    {
        var padding = (Padding)declaredPadding;
        foreach (var outputs in new[] { 3, 40 })
        {
            var operation = new Conv3D(padding, stride, stride, 1, dilation, 1, dilation);
            var volume = RandomTensor.Floats(1, 2, 5, 4, 6, 3);
            var filter = RandomTensor.Floats(2, 2, 3, 2, 3, outputs);
            var bias = RandomTensor.Floats(3, outputs);
            var result = WeightedNode.Run(operation, volume, filter, bias);
            ExpectedSum.AssertEqual(Expected(operation, volume, filter, bias, result.Shape), result);
            Assert.Equal(result.Values<float>(), WeightedNode.Run(operation, volume, WeightedNode.Computed(filter), bias).Values<float>());
        }
    }

    [Fact]
    public void Channels_that_differ_are_refused_with_both_counts()
    {
        var error = Assert.Throws<OctavoException>(
            () => WeightedNode.Node(new Conv3D(Padding.Same), RandomTensor.Floats(1, 1, 3, 3, 3, 2),
                RandomTensor.Floats(2, 1, 1, 1, 3, 4)));
        Assert.Contains("filter has 3 input channels, input has 2", error.Message);
    }

    private static ExpectedSum[] Expected(Conv3D operation, Tensor volume, Tensor filter, Tensor bias, Shape output)
    {
        WindowGeometry[] axes =
        [
            WindowGeometry.Along(volume.Shape[1], filter.Shape[0], operation.StrideDepth, operation.DilationDepth, operation.Padding,
                "test"),
            WindowGeometry.Along(volume.Shape[2], filter.Shape[1], operation.StrideHeight, operation.DilationHeight, operation.Padding,
                "test"),
            WindowGeometry.Along(volume.Shape[3], filter.Shape[2], operation.StrideWidth, operation.DilationWidth, operation.Padding,
                "test"),
        ];
        Assert.Equal(new Shape(volume.Shape[0], axes[0].OutputSize, axes[1].OutputSize, axes[2].OutputSize, filter.Shape[4]), output);
        var expected = new ExpectedSum[output.ElementCount];
        for (var element = 0; element < expected.Length; element++)
        {
            var place = Places(element, output);
            expected[element].Add(bias.Values<float>()[place[4]], 1);
            for (var tap = 0; tap < filter.ElementCount / filter.Shape[4]; tap++)
            {
                var taps = Places(tap * filter.Shape[4], filter.Shape);
                var source = axes.Select((axis, index) =>
                    (place[index + 1] * axis.Stride) - axis.PaddingBefore + (taps[index] * axis.Dilation)).ToArray();
                if (source.Select((position, index) => position >= 0 && position < volume.Shape[index + 1]).All(isInside => isInside))
                {
                    var input = source.Prepend(place[0]).Append(taps[3]).Select((position, axis) => (position, axis))
                        .Aggregate(0, (sum, part) => (sum * volume.Shape[part.axis]) + part.position);
                    expected[element].Add(volume.Values<float>()[input], filter.Values<float>()[(tap * filter.Shape[4]) + place[4]]);
                }
            }
        }

        return expected;
    }

    private static int[] Places(int element, Shape shape)
    {
        var places = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            places[axis] = element % shape[axis];
            element /= shape[axis];
        }

        return places;
    }
}
