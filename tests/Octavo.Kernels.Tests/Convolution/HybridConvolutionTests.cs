namespace Octavo.Kernels.Tests;

/// <summary>Hybrid convolutions against exact sums of the quantized values, then one rounding an operation.</summary>
public sealed unsafe class HybridConvolutionTests
{
    private static readonly ActivationRange Range = new(-200, 300);

    public static TheoryData<int> Ordinary => ConvolutionCases.Indices(ConvolutionCases.Ordinary.Length);

    public static TheoryData<int> Depthwise => ConvolutionCases.Indices(ConvolutionCases.Depthwise.Length);

    public static TheoryData<int> Transpose => ConvolutionCases.Indices(ConvolutionCases.Transpose.Length);

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void An_ordinary_convolution_is_its_definition(int index)
    {
        var geometry = ConvolutionCases.Ordinary[index];
        foreach (var asymmetric in new[] { false, true })
        {
            var operands = new Operands(geometry, geometry.OutputChannels * geometry.Depth, asymmetric);
            using var packed = PackedInt8Weights.FromRows(operands.Filter.Span, operands.Scales.Span, geometry.GroupOutputChannels,
                geometry.Depth, geometry.Groups);
            var (sums, _) =
                ConvolutionDefinition.Ordinary(geometry, operands.Centred, operands.FloatFilter, new float[geometry.OutputChannels]);
            Check(operands, sums, asymmetric, (scratch, output, pool, mode) => HybridConvolution2D.Run(
                geometry, operands.Input.Pointer, packed, operands.Bias.Pointer, output, Range, asymmetric, scratch, pool, mode),
                threads => HybridConvolution2D.ScratchBytes(geometry, threads));
        }
    }

    [Theory]
    [MemberData(nameof(Depthwise))]
    public void A_depthwise_convolution_is_its_definition(int index)
    {
        var geometry = ConvolutionCases.Depthwise[index];
        var operands = new Operands(geometry, geometry.FilterHeight * geometry.FilterWidth * geometry.OutputChannels, true);
        var (sums, _) =
            ConvolutionDefinition.Depthwise(geometry, operands.Centred, operands.FloatFilter, new float[geometry.OutputChannels]);
        Check(operands, sums, false, (scratch, output, pool, mode) => HybridDepthwiseConvolution2D.Run(
            geometry, operands.Input.Pointer, operands.Filter.Pointer, operands.Scales.Pointer, operands.Bias.Pointer, output, Range,
            scratch, pool, mode),
            threads => HybridDepthwiseConvolution2D.ScratchBytes(geometry, threads));
    }

    [Theory]
    [MemberData(nameof(Transpose))]
    public void A_transpose_convolution_is_its_definition(int index)
    {
        var geometry = ConvolutionCases.Transpose[index];
        var operands =
            new Operands(geometry, geometry.OutputChannels * geometry.FilterHeight * geometry.FilterWidth * geometry.InputChannels, true);
        using var packed = new PackedInt8TransposeFilter(geometry);
        packed.Pack(operands.Filter.Span, operands.Scales.Span);
        var (sums, _) =
            ConvolutionDefinition.Transpose(geometry, operands.Centred, operands.FloatFilter, new float[geometry.OutputChannels]);
        Check(operands, sums, true, (scratch, output, pool, mode) => HybridTransposeConvolution2D.Run(
            geometry, operands.Input.Pointer, packed, operands.Bias.Pointer, output, Range, scratch, pool, mode),
            threads => HybridTransposeConvolution2D.ScratchBytes(geometry, threads));
    }

    private delegate void Kernel(byte* scratch, float* output, WorkerPool pool, KernelMode mode);

    private static void Check(Operands operands, double[] sums, bool weightFirst, Kernel run, Func<int, long> scratchBytes)
    {
        var expected = new float[sums.Length];
        for (var index = 0; index < expected.Length; index++)
        {
            var channel = index % operands.Geometry.OutputChannels;
            var inputScale = operands.InputScales.Span[index / (expected.Length / operands.Geometry.Batch)];
            var weightScale = operands.Scales.Span[channel];
            var sum = (float)sums[index];
            var value = weightFirst ? sum * weightScale * inputScale : sum * (inputScale * weightScale);
            expected[index] = Range.Clamp(value + operands.Bias.Span[channel]);
        }

        foreach (var (threads, mode) in new[] { (1, KernelMode.Reference), (1, KernelMode.Fastest), (3, KernelMode.Fastest) })
        {
            using var pool = new WorkerPool(threads);
            var output = new NativeArray<float>(expected.Length);
            var scratch = new NativeArray<byte>(scratchBytes(threads));
            run(scratch.Pointer, output.Pointer, pool, mode);
            FloatAssert.SameBits(expected, output.ToArray(), $"{mode}, {threads} threads");
            _ = scratch.ToArray();
        }
    }

    private sealed class Operands
    {
        public Operands(Convolution2DGeometry geometry, int weights, bool asymmetric)
        {
            Geometry = geometry;
            var imageSize = geometry.InputHeight * geometry.InputWidth * geometry.InputChannels;
            Input = RandomValues.Floats((long)geometry.Batch * imageSize, 1, 50);
            Input.Span[0] = 80;
            Filter = RandomValues.Bytes(weights, 2);
            FloatFilter = Array.ConvertAll(Filter.ToArray(), weight => (float)weight);
            Scales = RandomValues.Floats(geometry.OutputChannels, 3, 0.02f);
            Bias = RandomValues.Floats(geometry.OutputChannels, 4, 100);
            InputScales = new NativeArray<float>(geometry.Batch);
            var codes = new NativeArray<sbyte>(Input.Count);
            var zeroPoints = new NativeArray<int>(geometry.Batch);
            Int8RowQuantizer.Run(
                Input.Pointer, geometry.Batch, imageSize, asymmetric, codes.Pointer, InputScales.Pointer, zeroPoints.Pointer,
                WorkerPool.Single, KernelMode.Reference);
            Centred = new float[Input.Count];
            for (var index = 0; index < Centred.Length; index++)
            {
                Centred[index] = codes.Span[index] - zeroPoints.Span[index / imageSize];
            }
        }

        public Convolution2DGeometry Geometry { get; }

        public NativeArray<float> Input { get; }

        public NativeArray<sbyte> Filter { get; }

        public float[] FloatFilter { get; }

        public NativeArray<float> Scales { get; }

        public NativeArray<float> Bias { get; }

        public NativeArray<float> InputScales { get; }

        /// <summary>Codes less their zero points.</summary>
        public float[] Centred { get; }
    }
}
