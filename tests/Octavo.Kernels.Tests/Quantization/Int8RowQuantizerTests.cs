namespace Octavo.Kernels.Tests;

public sealed unsafe class Int8RowQuantizerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_variant_gives_the_codes_of_the_scalar_form(bool asymmetric)
    {
        foreach (var length in new[] { 1, 3, 8, 17, 64, 100, 40_000 })
        {
            foreach (var magnitude in new[] { 1f, 1e-30f, 1e30f, 127f })
            {
                var values = RandomValues.Floats(3L * length, length, magnitude);
                values.Span[length..(2 * length)].Clear();
                values.Span[^1] = float.NaN;
                CheckVariants(values, length, asymmetric);
            }
        }
    }

    [Fact]
    public void Symmetric_codes_reach_127_at_the_largest_magnitude()
    {
        var (codes, scale, zeroPoint) = Quantize([1f, -2f, 0.5f], asymmetric: false);
        Assert.Equal([64, -127, 32], codes);
        Assert.Equal(2f / 127f, scale);
        Assert.Equal(0, zeroPoint);
    }

    [Fact]
    public void Asymmetric_codes_span_the_range_with_zero_in_it()
    {
        var (codes, scale, zeroPoint) = Quantize([0.5f, 2.55f, 1f], asymmetric: true);
        Assert.Equal([-78, 127, -28], codes);
        Assert.Equal((float)(2.55f / 255.0), scale);
        Assert.Equal(-128, zeroPoint);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_of_zeros_has_scale_1(bool asymmetric)
    {
        var (codes, scale, zeroPoint) = Quantize([0f, -0f, 0f], asymmetric);
        Assert.Equal([0, 0, 0], codes);
        Assert.Equal(1f, scale);
        Assert.Equal(0, zeroPoint);
    }

    private static (int[] Codes, float Scale, int ZeroPoint) Quantize(float[] row, bool asymmetric)
    {
        var codes = new sbyte[row.Length];
        float scale;
        int zeroPoint;
        fixed (float* values = row)
        fixed (sbyte* target = codes)
        {
            Int8RowQuantizer.Run(values, 1, row.Length, asymmetric, target, &scale, &zeroPoint, WorkerPool.Single, KernelMode.Fastest);
        }

        return (Array.ConvertAll(codes, code => (int)code), scale, zeroPoint);
    }

    private static void CheckVariants(NativeArray<float> values, int length, bool asymmetric)
    {
        sbyte[] expected = [];
        foreach (var variant in Int8RowQuantizer.Variants.Reverse().Where(variant => variant.IsSupported))
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var pool = new WorkerPool(threads);
                var codes = new NativeArray<sbyte>(3L * length);
                var scales = new NativeArray<float>(3);
                var zeroPoints = new NativeArray<int>(3);
                Int8RowQuantizer.Run(values.Pointer, 3, length, asymmetric, codes.Pointer, scales.Pointer, zeroPoints.Pointer, pool,
                    variant);
                sbyte[] all = [.. codes.ToArray(),
                    .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(scales.ToArray()).ToArray().Select(part => (sbyte)part),
                    .. zeroPoints.ToArray().Select(zeroPoint => (sbyte)zeroPoint)];
                expected = expected.Length == 0 ? all : expected;
                Assert.True(expected.AsSpan().SequenceEqual(all), $"{variant.Name}, {threads} threads, length {length}");
            }
        }
    }
}
