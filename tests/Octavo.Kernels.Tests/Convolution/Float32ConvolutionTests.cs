namespace Octavo.Kernels.Tests;

public sealed unsafe class Float32ConvolutionTests
{
    public static TheoryData<int> OrdinaryCases => ConvolutionCases.Indices(ConvolutionCases.Ordinary.Length);

    public static TheoryData<int> DepthwiseCases => ConvolutionCases.Indices(ConvolutionCases.Depthwise.Length);

    public static TheoryData<int> TransposeCases => ConvolutionCases.Indices(ConvolutionCases.Transpose.Length);

    [Theory]
    [MemberData(nameof(OrdinaryCases))]
    public void A_convolution_matches_its_definition_in_each_mode_and_thread_count(int index)
    {
        var geometry = ConvolutionCases.Ordinary[index];
        var (input, filter, bias) = Operands(geometry, geometry.Depth * geometry.OutputChannels);
        using var packed = Float32Convolution2D.Pack(filter.Span, geometry);
        var runs = Runs(geometry, (output, pool, mode) =>
        {
            var scratch = new NativeArray<byte>(Float32Convolution2D.ScratchBytes(geometry, pool.ThreadCount));
            Float32Convolution2D.Run(geometry, input.Pointer, packed, bias.Pointer, output.Pointer, ActivationRange.None, scratch.Pointer,
                pool, mode);
            scratch.ToArray();
        });
        Check(ConvolutionDefinition.Ordinary(geometry, input.Span, filter.Span, bias.Span), geometry.Depth, runs);
    }

    [Theory]
    [MemberData(nameof(DepthwiseCases))]
    public void A_depthwise_convolution_matches_its_definition_in_each_mode_and_thread_count(int index)
    {
        var geometry = ConvolutionCases.Depthwise[index];
        var (input, filter, bias) = Operands(geometry, geometry.FilterHeight * geometry.FilterWidth * geometry.OutputChannels);
        var packed = new NativeArray<float>(Float32DepthwiseConvolution2D.PackedFloatCount(geometry));
        Float32DepthwiseConvolution2D.Pack(filter.Span, bias.Span, packed.Span);
        var runs = Runs(geometry,
            (output, pool, mode) =>
                Float32DepthwiseConvolution2D.Run(geometry, input.Pointer, packed.Pointer, output.Pointer, ActivationRange.None, pool,
                    mode));
        foreach (var variant in Float32DepthwiseConvolution2D.Variants.Where(variant => variant.IsSupported))
        {
            var output = new NativeArray<float>(geometry.PixelCount * geometry.OutputChannels);
            Float32DepthwiseConvolution2D.Run(geometry, input.Pointer, packed.Pointer, output.Pointer, ActivationRange.None,
                WorkerPool.Single, variant);
            runs.Add((variant.Name, output.ToArray()));
        }

        Check(ConvolutionDefinition.Depthwise(geometry, input.Span, filter.Span, bias.Span), geometry.FilterHeight * geometry.FilterWidth,
            runs);
    }

    [Theory]
    [MemberData(nameof(TransposeCases))]
    public void A_transpose_convolution_matches_its_definition_in_each_mode_and_thread_count(int index)
    {
        var geometry = ConvolutionCases.Transpose[index];
        var (input, filter, bias) = Operands(geometry, geometry.Depth * geometry.OutputChannels);
        using var packed = new PackedFloat32TransposeFilter(filter.Span, geometry);
        var runs = Runs(geometry, (output, pool, mode) =>
        {
            var scratch = new NativeArray<byte>(Float32TransposeConvolution2D.ScratchBytes(geometry, pool.ThreadCount));
            Float32TransposeConvolution2D.Run(geometry, input.Pointer, packed, bias.Pointer, output.Pointer, ActivationRange.None,
                scratch.Pointer, pool, mode);
            scratch.ToArray();
        });
        Check(ConvolutionDefinition.Transpose(geometry, input.Span, filter.Span, bias.Span), geometry.Depth, runs);
    }

    [Fact]
    public void A_pointwise_convolution_needs_no_scratch_memory() =>
        Assert.Equal(0, Float32Convolution2D.ScratchBytes(ConvolutionCases.Ordinary[2], 2));

    private static (NativeArray<float> Input, NativeArray<float> Filter, NativeArray<float> Bias) Operands(
        in Convolution2DGeometry geometry, int weights) =>
        (RandomValues.Floats((long)geometry.Batch * geometry.InputHeight * geometry.InputWidth * geometry.InputChannels, 1),
            RandomValues.Floats(weights, 2), RandomValues.Floats(geometry.OutputChannels, 3));

    private static List<(string Name, float[] Output)> Runs(
        in Convolution2DGeometry geometry, Action<NativeArray<float>, WorkerPool, KernelMode> run)
    {
        var runs = new List<(string, float[])>();
        foreach (var mode in new[] { KernelMode.Reference, KernelMode.Fastest })
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var pool = new WorkerPool(threads);
                var output = new NativeArray<float>(geometry.PixelCount * geometry.OutputChannels);
                output.Span.Fill(float.NaN);
                run(output, pool, mode);
                runs.Add(($"{mode}, {threads} threads", output.ToArray()));
            }
        }

        return runs;
    }

    private static void Check((double[] Values, double[] Magnitudes) definition, int terms, List<(string Name, float[] Output)> runs)
    {
        for (var i = 0; i < definition.Values.Length; i++)
        {
            var bound = FloatAssert.SumBound(terms, definition.Magnitudes[i]);
            Assert.InRange(runs[0].Output[i] - definition.Values[i], -bound, bound);
        }

        foreach (var (name, output) in runs)
        {
            FloatAssert.SameBits(runs[0].Output, output, name);
        }
    }
}
