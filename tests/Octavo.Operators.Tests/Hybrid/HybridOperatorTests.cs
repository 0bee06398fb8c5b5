using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class HybridOperatorTests
{
    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(5, 33, 17)]
    [InlineData(4, 64, 70)]
    public void Fully_connected_is_its_definition(int rows, int depth, int outputs)
    {
        var input = RandomTensor.Floats(1, rows, depth);
        var weights = RandomTensor.Bytes(2, outputs, depth);
        var bias = RandomTensor.Floats(3, outputs);
        foreach (
            var (asymmetric, scales) in new[] { (false, new[] { 0.02f }), (true, [0.02f]), (false, Scales(outputs)),
                (true, Scales(outputs)) })
        {
            var expected =
                HybridDefinition.Product(input.Values<float>(), weights.Values<sbyte>(), scales, bias.Values<float>(), depth, asymmetric);
            var operation = new FullyConnected(AsymmetricQuantizeInputs: asymmetric);
            Assert.Equal(expected, WeightedNode.Run(operation, input, Weights(weights, 0, scales), bias).Values<float>());
            Assert.Equal(expected,
                WeightedNode.Run(operation, input, Weights(weights, 0, scales) with { IsConstant = false }, bias).Values<float>());
        }
    }

    [Fact]
    public void Weights_of_4_and_2_bits_are_the_bytes_that_they_stand_for()
    {
        var input = RandomTensor.Floats(1, 3, 5);
        var packed = new Tensor(ElementType.Int4, new Shape(3, 5), new byte[] { 0x18, 0xF7, 0x20, 0xD3, 0x05, 0x9A, 0x44, 0x08 });
        var bytes = Tensor.From<sbyte>(packed.Shape, -8, 1, 7, -1, 0, 2, 3, -3, 5, 0, -6, -7, 4, 4, -8);
        Assert.Equal(bytes.Values<sbyte>(), IntegerWeights.Read(packed));
        var few = new Tensor(ElementType.Int2, new Shape(1, 5), new byte[] { 0b11_10_01_00, 0b10 });
        Assert.Equal([0, 1, -2, -1, -2], IntegerWeights.Read(few).Select(value => (int)value));
        Assert.Equal(
            WeightedNode.Run(new FullyConnected(), input, Weights(bytes, 0, [0.1f]), null).Values<float>(),
            WeightedNode.Run(new FullyConnected(), input, Weights(packed, 0, [0.1f]), null).Values<float>());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public void Conv2D_is_its_definition(int groups, bool perChannel)
    {
        var operation = new Conv2D(Padding.Same, 2, 1, 1, 2);
        var image = RandomTensor.Floats(1, 2, 7, 6, 6);
        var filter = RandomTensor.Bytes(2, 9, 3, 2, 6 / groups);
        var bias = RandomTensor.Floats(3, 9);
        var scales = perChannel ? Scales(9) : Enumerable.Repeat(0.02f, 9).ToArray();
        var rows = WindowGeometry.Along(7, 3, 2, 1, Padding.Same, "test");
        var columns = WindowGeometry.Along(6, 2, 1, 2, Padding.Same, "test");
        var output = new Shape(2, rows.OutputSize, columns.OutputSize, 9);
        var expected = HybridDefinition.Convolution(
            image, ConvolutionDefinition.Terms(image.Shape, filter.Shape, output, rows, columns), output,
            filter.Values<sbyte>(), scales, bias.Values<float>(), perChannel, perChannel);
        Assert.Equal(expected, WeightedNode.Run(operation, image, Weights(filter, 0, scales), bias).Values<float>());
        Assert.Equal(expected,
            WeightedNode.Run(operation, image, Weights(filter, 0, scales) with { IsConstant = false }, bias).Values<float>());
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(3, 2)]
    public void Depthwise_conv2D_is_its_definition(int channels, int multiplier)
    {
        var outputs = channels * multiplier;
        var image = RandomTensor.Floats(1, 2, 7, 6, channels);
        var filter = RandomTensor.Bytes(2, 1, 3, 3, outputs);
        var rows = WindowGeometry.Along(7, 3, 1, 1, Padding.Same, "test");
        var columns = WindowGeometry.Along(6, 3, 1, 1, Padding.Same, "test");
        var output = new Shape(2, 7, 6, outputs);
        var terms = ConvolutionDefinition.Terms(image.Shape, new Shape(outputs, 3, 3, 1), output, rows, columns)
            .Select(term => (term.Output, term.Image, (term.Filter % 9 * outputs) + (term.Filter / 9)));
        var expected = HybridDefinition.Convolution(image, terms, output, filter.Values<sbyte>(), Scales(outputs), [], true, false);
        Assert.Equal(expected,
            WeightedNode.Run(new DepthwiseConv2D(Padding.Same), image, Weights(filter, 3, Scales(outputs)), null).Values<float>());
        Assert.Equal(expected,
            WeightedNode.Run(new DepthwiseConv2D(Padding.Same), image, Weights(filter, 3, Scales(outputs)) with { IsConstant = false },
                null).Values<float>());
    }

    [Theory]
    [InlineData(1, 6, 5)]
    [InlineData(2, 12, 9)]
    public void Transpose_conv_is_its_definition(int stride, int height, int width)
    {
        var image = RandomTensor.Floats(1, 2, 6, 5, 4);
        var filter = RandomTensor.Bytes(2, 7, 3, 3, 4);
        var bias = RandomTensor.Floats(3, 7);
        var rows = WindowGeometry.Along(height, 3, stride, 1, Padding.Same, "test");
        var columns = WindowGeometry.Along(width, 3, stride, 1, Padding.Same, "test");
        var output = new Shape(2, height, width, 7);
        var terms = ConvolutionDefinition.Terms(output, new Shape(4, 3, 3, 7), image.Shape, rows, columns)
            .Select(term => (term.Image, term.Output, (((term.Filter % 7 * 9) + (term.Filter / 7 % 9)) * 4) + (term.Filter / 63)));
        var expected =
            HybridDefinition.Convolution(image, terms, output, filter.Values<sbyte>(), Scales(7), bias.Values<float>(), true, true);
        var shape = Tensor.From(new Shape(4), 2, height, width, 7);
        var operation = new TransposeConv(Padding.Same, stride, stride);
        Assert.Equal(expected, WeightedNode.Run(operation, shape, Weights(filter, 0, Scales(7)), image, bias).Values<float>());
        Assert.Equal(expected,
            WeightedNode.Run(operation, shape, Weights(filter, 0, Scales(7)) with { IsConstant = false }, image, bias).Values<float>());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Batch_matmul_quantizes_each_row_of_the_left(bool asymmetric, bool perChannel)
    {
        var left = RandomTensor.Floats(1, 2, 3, 17);
        var right = RandomTensor.Bytes(2, 2, 5, 17);
        var scales = perChannel ? Scales(5) : [0.02f];
        var result = WeightedNode.Run(
            new BatchMatMul(TransposeRight: true, AsymmetricQuantizeInputs: asymmetric), left, Weights(right, 1, scales));
        var expected = Enumerable.Range(0, 2).SelectMany(product => HybridDefinition.Product(
            left.Values<float>().Slice(product * 51, 51), right.Values<sbyte>().Slice(product * 85, 85), scales, [], 17, asymmetric))
            .ToArray();
        Assert.Equal(expected, result.Values<float>());
        var shared = WeightedNode.Run(new BatchMatMul(TransposeRight: true), left, Weights(RandomTensor.Bytes(3, 5, 17), 0, scales));
        Assert.Equal(
            HybridDefinition.Product(left.Values<float>(), RandomTensor.Bytes(3, 5, 17)
                .Values<sbyte>(), scales, [], 17, false), shared.Values<float>());
    }

    [Fact]
    public void What_hybrid_kernels_cannot_read_is_refused_with_the_reason()
    {
        var image = RandomTensor.Floats(1, 1, 4, 4, 4);
        CheckRefused("groups", new Conv2D(Padding.Same), image, Weights(RandomTensor.Bytes(2, 4, 3, 3, 2), 0, [0.1f]));
        CheckRefused("one for each channel", new DepthwiseConv2D(Padding.Same), image,
            Weights(RandomTensor.Bytes(2, 1, 3, 3, 4), 3, [0.1f]));
        CheckRefused("axis 3, not 0", new Conv2D(Padding.Same), image, Weights(RandomTensor.Bytes(2, 4, 3, 3, 4), 3, Scales(4)));
        CheckRefused("no scale", new Conv2D(Padding.Same), image, RandomTensor.Bytes(2, 4, 3, 3, 4));
        CheckRefused(
            "zero point 3", new FullyConnected(), image,
            new WeightedNode.Operand(RandomTensor.Bytes(2, 4, 4), AffineQuantization.PerTensor(0.1f, 3)));
    }

    private static void CheckRefused(string reason, Operator @operator, Tensor input, WeightedNode.Operand weights)
    {
        var error = Assert.Throws<OctavoException>(() => WeightedNode.Run(@operator, input, weights));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains(reason, error.Message);
    }

    private static float[] Scales(int count) => [.. Enumerable.Range(1, count).Select(index => 0.003f * index)];

    private static WeightedNode.Operand Weights(Tensor tensor, int axis, float[] scales) =>
        new(tensor, new AffineQuantization([.. scales], [.. new long[scales.Length]], axis));
}
