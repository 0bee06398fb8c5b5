using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Outputs that LiteRT 2.3's reference kernels gave, bit for bit.</summary>
public sealed class RecordedHybridTests
{
    [Fact]
    public void Fully_connected_with_symmetric_rows() => Check(
        new FullyConnected(),
        [0.90007144f, -0.48901165f, 1.3963416f, 0.983446f, -0.24465019f, 0.14337818f, 0.2428083f, 0.112513505f, -0.103918746f,
            -0.090008736f, -0.38592535f, 1.3778478f],
        Tensor.From(new Shape(3, 5), -0.44956946f, 0.25479755f, 0.1835987f, 2.4531872f, 2.3542697f, 0f, 0f, 0f, 0f, 0f, 0.9696547f,
            0.6129839f, -0.069467865f, 1.9468436f, -0.032542195f),
        Weights(new Shape(4, 5), 0, [0.008145915f], -73, -46, 16, 60, -13, 2, 9, -33, -20, -10, -7, 3, -37, -37, 100, -91, 127, -21, 83,
            -70),
        Tensor.From(new Shape(4), -0.24465019f, 0.14337818f, 0.2428083f, 0.112513505f));

    [Fact]
    public void Fully_connected_with_signed_bytes_in_a_tensor_typed_unsigned()
    {
        var weights = Weights(
            new Shape(4, 9), 0, [0.017854964f], -23, -22, 7, 7, 1, -6, 5, -31, 14, 74, 70, -69, 30, 127, 50, 98, 48, 102, 10, 5, 4, -21, 38,
            -34, -19, -1, 0, 18, 0, 4, -22, -5, -4, 3, 28, 14);
        Check(
            new FullyConnected(),
            [-0.8670224f, 0.14468706f, -1.2135574f, 0.58201396f, 0.06871885f, -0.668685f, -0.30629694f, 0.016326517f, 1.3328424f,
                -0.39615124f, -1.5646449f, -0.021936502f],
            Tensor.From(
                new Shape(3, 9), 0.8946199f, 1.397104f, 0.9824582f, -0.5920515f, -0.98470455f, 0.94420254f, 0.69986534f, -0.067593046f,
                -0.20172684f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f,
                -0.121272236f, 0.11062272f, 1.5146171f, 0.91356474f, -1.0047221f, 0.7798194f, -0.39909092f, -0.8050281f, 2.5675452f),
            weights with { Tensor = new Tensor(ElementType.UInt8, weights.Tensor.Shape, weights.Tensor.Bytes) },
            Tensor.From(new Shape(4), 0.06871885f, -0.668685f, -0.30629694f, 0.016326517f));
    }

    [Fact]
    public void Fully_connected_with_asymmetric_rows_and_a_scale_for_each_channel() => Check(
        new FullyConnected(AsymmetricQuantizeInputs: true),
        [0.044256285f, 0.618184f, -0.12628794f, -0.2465091f, -0.1956217f, 0.8777254f, -0.12628794f, -0.24754852f, -0.02486001f, 0.79228026f,
            -0.12628794f, -0.2910292f],
        Tensor.From(new Shape(3, 5), -0.18853843f, 1.5016656f, 0.026536606f, -0.52055156f, 1.2131877f, 0f, 0f, 0f, 0f, 0f, 0.3404708f,
            0.8511828f, 0.8419295f, 1.213624f, -0.16880023f),
        Weights(
            new Shape(4, 5), 0, [0.0010860413f, 0.0009539457f, 1f, 0.0003360733f], -127, 75, 111, 48, 88, -104, -127, -46, 69, -53, 0, 0, 0,
            0, 0, 47, 56, -127, -84, -93),
        Tensor.From(new Shape(4), -0.1956217f, 0.8777254f, -0.12628794f, -0.24754852f));

    [Fact]
    public void Conv2D_with_one_scale_quantizes_images_symmetrically() => Check(
        new Conv2D(Padding.Same),
        [0.6018343f, -0.93624395f, 0.45822373f, -0.9252782f, 0.47017378f, -1.1096141f],
        Tensor.From(
            new Shape(3, 1, 1, 5), 1.0432454f, 1.4173808f, 0.84645945f, 1.2640531f, 1.6747787f, 0f, 0f, 0f, 0f, 0f, 1.3105853f, 1.0218679f,
            -0.28363204f, 0.98284537f, 0.8053658f),
        Weights(
            new Shape(2, 3, 3, 5), 0, [0.006159569f],
            -20, 1, 9, 2, 11, 35, -18, 11, -20, 4, -6, 16, -10, 6, -15, -26, 5, 21, 6, -12, 3, 9, 14, -14, 8, 4, 0, 0, -8, -8, 16, 3, -6,
                -30, -11, -6, -16, -16, 10, -3, -21, -16, -4, 14, -18,
            70, -21, -75, 23, 63, -10, 28, -14, 0, 73, 39, -53, 123, -45, 37, 22, -4, 9, -7, 37, -31, -52, 21, 76, -6, 75, -4, 68, 42, 23,
                41, -37, 4, -69, -78, 40, -7, 44, 6, -34, 127, 60, 8, 1, 73),
        Tensor.From(new Shape(2), 0.45822373f, -0.9252782f));

    [Fact]
    public void Conv2D_with_scales_that_differ_quantizes_images_with_a_zero_point() => Check(
        new Conv2D(Padding.Same),
        [0.38588822f, 0.14543593f, 0.26084596f, 0.63338816f, 0.4257856f, 2.2456279f],
        Tensor.From(
            new Shape(3, 1, 1, 5), -0.24399874f, 0.20425951f, 0.5250609f, 0.49508828f, -0.6783227f, 0f, 0f, 0f, 0f, 0f, 1.0005785f,
            1.1682084f, -1.2002677f, -0.73459405f, 2.1252105f),
        Weights(
            new Shape(2, 3, 3, 5), 0, [0.003888007f, 0.008432418f],
            -50, 15, -57, 66, 34, 39, 15, 64, -25, -19, 25, -35, -47, -21, 5, -68, -127, 14, -26, 15, -80, 81, 67, -17, 45, 123, 96, 35, 51,
                -51, 44, 37, 30, -55, 20, -73, 8, 58, 20, 51, -59, -77, -70, 91, -105,
            7, -3, 34, 18, -10, -127, -84, 5, 24, -94, 23, 30, -52, 51, 37, -15, -26, 29, 66, -44, 68, 7, 81, -66, 77, 41, 41, 69, 39, -68,
                -1, -11, -23, 31, -14, -46, 109, -69, -32, -7, 3, -60, 46, -7, 25),
        Tensor.From(new Shape(2), 0.26084596f, 0.63338816f));

    [Fact]
    public void Depthwise_conv2D_with_a_scale_for_each_channel() => Check(
        new DepthwiseConv2D(Padding.Same),
        [-0.14326268f, -0.018419843f, -0.52322835f, -0.044630926f, -0.008726141f, -0.52413464f, 0.50562763f, 0.025688648f, -0.6788521f],
        Tensor.From(new Shape(3, 1, 1, 3), -0.38248256f, 0.09672742f, -0.0028999706f, 0f, 0f, 0f, 2.1342945f, -0.34474492f, 0.64470017f),
        Weights(
            new Shape(1, 3, 3, 3), 3, [0.01513394f, 0.0014047574f, 0.0037097004f],
            -49, 46, -65, -20, 37, 74, 3, 91, -47, 11, 127, 32, 17, -72, -65, 39, -2, -66, -89, -34, 127, -127, 67, 54, -24, 0, 94),
        Tensor.From(new Shape(3), -0.044630926f, -0.008726141f, -0.52413464f));

    [Fact]
    public void Batch_matmul_with_asymmetric_rows() => Check(
        new BatchMatMul(AsymmetricQuantizeInputs: true),
        [-0.6047231f, 0.18396746f, 3.0668921f, -1.4347157f, 0f, 0f, 0f, 0f, -0.50114655f, -0.51363504f, -0.48790124f, 0.40965918f],
        Tensor.From(new Shape(3, 5), 1.0847646f, -1.8173354f, 2.0186644f, -0.4692518f, -1.8043827f, 0f, 0f, 0f, 0f, 0f, 0.5124699f,
            0.9334306f, -0.7688207f, 1.4367154f, 0.4510697f),
        Weights(new Shape(5, 4), 0, [0.010938576f], -37, -23, -2, -107, 77, 0, 26, -72, 46, 4, 55, -109, -42, -18, 22, 71, -7, -14, -127,
            -59));

    private static WeightedNode.Operand Weights(Shape shape, int axis, float[] scales, params sbyte[] values) =>
        new(Tensor.From(shape, values), new AffineQuantization([.. scales], [.. new long[scales.Length]], axis));

    private static void Check(Graphs.Operator @operator, float[] expected, params WeightedNode.Operand[] operands) =>
        Assert.Equal(expected, WeightedNode.Run(@operator, operands).Values<float>());
}
