namespace Octavo.Kernels.Tests;

public sealed unsafe class HybridGemmTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 33, 17)]
    [InlineData(20, 70, 130)]
    public void Each_output_is_the_exact_sum_scaled_once(int rows, int outputs, int depth)
    {
        var left = RandomValues.Floats((long)rows * depth, 1, 3);
        var weights = RandomValues.Bytes((long)outputs * depth, 2);
        var scales = RandomValues.Floats(outputs, 3, 0.02f);
        var bias = RandomValues.Floats(outputs, 4);
        using var packed = PackedInt8Weights.FromRows(weights.Span, scales.Span, outputs, depth);
        foreach (var asymmetric in new[] { false, true })
        {
            var expected = Expected(left, rows, weights, scales, bias, asymmetric);
            foreach (var (threads, mode) in new[] { (1, KernelMode.Reference), (1, KernelMode.Fastest), (3, KernelMode.Fastest) })
            {
                using var pool = new WorkerPool(threads);
                var output = new NativeArray<float>((long)rows * outputs);
                var scratch = new NativeArray<byte>(HybridGemm.ScratchBytes(rows, depth, threads));
                HybridGemm.Run(left.Pointer, rows, packed, 0, bias.Pointer, output.Pointer, ActivationRange.None, asymmetric,
                    scratch.Pointer, pool, mode);
                FloatAssert.SameBits(expected, output.ToArray(), $"{mode}, {threads} threads");
                _ = scratch.ToArray();
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 132, 64)]
    [InlineData(5, 33, 17)]
    public void Adding_leaves_the_sum_of_the_product_and_what_was_there(int rows, int outputs, int depth)
    {
        var left = RandomValues.Floats((long)rows * depth, 1, 3);
        var weights = RandomValues.Bytes((long)outputs * depth, 2);
        var scales = RandomValues.Floats(outputs, 3, 0.02f);
        using var packed = PackedInt8Weights.FromRows(weights.Span, scales.Span, outputs, depth);
        var products = Expected(left, rows, weights, scales, new NativeArray<float>(outputs), asymmetric: true);
        var before = RandomValues.Floats((long)rows * outputs, 4).ToArray();
        var expected = before.Zip(products, (value, product) => value + product).ToArray();
        foreach (var (threads, mode) in new[] { (1, KernelMode.Reference), (1, KernelMode.Fastest), (3, KernelMode.Fastest) })
        {
            using var pool = new WorkerPool(threads);
            var output = new NativeArray<float>((long)rows * outputs);
            before.CopyTo(output.Span);
            var scratch = new NativeArray<byte>(HybridGemm.ScratchBytes(rows, depth, threads));
            HybridGemm.Add(left.Pointer, rows, packed, 0, output.Pointer, asymmetric: true, scratch.Pointer, pool, mode);
            FloatAssert.SameBits(expected, output.ToArray(), $"{mode}, {threads} threads");
            _ = scratch.ToArray();
        }
    }

    private static float[] Expected(
        NativeArray<float> left, int rows, NativeArray<sbyte> weights, NativeArray<float> scales, NativeArray<float> bias, bool asymmetric)
    {
        var (outputs, depth) = (bias.Count, left.Count / rows);
        var codes = new NativeArray<sbyte>(left.Count);
        var inputScales = new NativeArray<float>(rows);
        var zeroPoints = new NativeArray<int>(rows);
        Int8RowQuantizer.Run(left.Pointer, rows, depth, asymmetric, codes.Pointer, inputScales.Pointer, zeroPoints.Pointer,
            WorkerPool.Single, KernelMode.Reference);
        var expected = new float[rows * outputs];
        for (var index = 0; index < expected.Length; index++)
        {
            var (row, n, sum) = (index / outputs, index % outputs, 0);
            for (var k = 0; k < depth; k++)
            {
                sum += (codes.Span[(row * depth) + k] - zeroPoints.Span[row]) * weights.Span[(n * depth) + k];
            }

            expected[index] = (sum * (inputScales.Span[row] * scales.Span[n])) + bias.Span[n];
        }

        return expected;
    }
}
