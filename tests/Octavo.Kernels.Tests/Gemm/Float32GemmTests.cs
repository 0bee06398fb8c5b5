namespace Octavo.Kernels.Tests;

public sealed unsafe class Float32GemmTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 16, 5 }, { 3, 33, 7 }, { 8, 32, 32 }, { 13, 48, 31 }, { 17, 49, 64 }, { 29, 100, 65 }, { 100, 70, 130 },
            { 2, 300, 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_variant_gives_the_bits_of_the_scalar_form_in_order(int rows, int outputs, int depth)
    {
        var left = RandomValues.Floats((long)rows * (depth + 3), 1);
        var bias = RandomValues.Floats(outputs, 2);
        using var packed =
            PackedFloat32Weights.FromRows(RandomValues.Floats((long)outputs * depth, 3).Span, outputs, depth, SumOrder.InOrder);
        var range = new ActivationRange(-0.75f, 0.5f);
        float[] expected = [];
        foreach (var variant in Float32Gemm.Variants.Reverse().Where(variant => variant.IsSupported))
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var pool = new WorkerPool(threads);
                var output = new NativeArray<float>((long)rows * outputs);
                Float32Gemm.Run(left.Pointer, depth + 3, rows, packed.Group(0), bias.Pointer, output.Pointer, outputs, range, pool, variant,
                    KernelMode.Fastest);
                expected = expected.Length == 0 ? output.ToArray() : expected;
                FloatAssert.SameBits(expected, output.ToArray(), $"{variant.Name}, {threads} threads");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_is_within_the_bound_of_its_definition(int rows, int outputs, int depth)
    {
        var left = RandomValues.Floats((long)rows * depth, 1);
        var weights = RandomValues.Floats((long)outputs * depth, 3);
        foreach (var order in new[] { SumOrder.InOrder, SumOrder.Lanes })
        {
            using var packed = PackedFloat32Weights.FromRows(weights.Span, outputs, depth, order);
            var output = new NativeArray<float>((long)rows * outputs);
            Float32Gemm.Run(left.Pointer, depth, rows, packed.Group(0), null, output.Pointer, outputs, ActivationRange.None,
                WorkerPool.Single, KernelMode.Fastest);
            var actual = output.ToArray();
            for (var m = 0; m < rows; m++)
            {
                for (var n = 0; n < outputs; n++)
                {
                    double sum = 0, magnitude = 0;
                    for (var k = 0; k < depth; k++)
                    {
                        var term = (double)left.Span[(m * depth) + k] * weights.Span[(n * depth) + k];
                        sum += term;
                        magnitude += Math.Abs(term);
                    }

                    Assert.InRange(actual[(m * outputs) + n] - sum, -FloatAssert.SumBound(depth, magnitude),
                        FloatAssert.SumBound(depth, magnitude));
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 31, 33)]
    [InlineData(3, 7, 64)]
    [InlineData(40, 10, 1000)]
    public void Every_variant_gives_the_bits_of_the_scalar_form_in_lanes(int rows, int outputs, int depth)
    {
        var left = RandomValues.Floats((long)rows * depth, 4);
        var bias = RandomValues.Floats(outputs, 5);
        using var packed =
            PackedFloat32Weights.FromRows(RandomValues.Floats((long)outputs * depth, 6).Span, outputs, depth, SumOrder.Lanes);
        float[] expected = [];
        foreach (var variant in Float32LaneGemm.Variants.Reverse().Where(variant => variant.IsSupported))
        {
            using var pool = new WorkerPool(2);
            var output = new NativeArray<float>((long)rows * outputs);
            Float32LaneGemm.Run(left.Pointer, depth, rows, packed.Group(0), bias.Pointer, output.Pointer, outputs, ActivationRange.Relu,
                pool, variant);
            expected = expected.Length == 0 ? output.ToArray() : expected;
            FloatAssert.SameBits(expected, output.ToArray(), variant.Name);
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(40, 9)]
    [InlineData(128, 100)]
    [InlineData(333, 257)]
    public void A_matrix_times_a_vector_gives_the_bits_of_the_product_in_every_variant(int outputs, int depth)
    {
        var left = RandomValues.Floats(depth, 7);
        var bias = RandomValues.Floats(outputs, 8);
        using var packed =
            PackedFloat32Weights.FromRows(RandomValues.Floats((long)outputs * depth, 9).Span, outputs, depth, SumOrder.InOrder);
        var twoRows = new NativeArray<float>(2L * outputs);
        Float32Gemm.Run(left.Pointer, 0, 2, packed.Group(0), bias.Pointer, twoRows.Pointer, outputs, ActivationRange.Relu6,
            WorkerPool.Single, KernelMode.Reference);
        foreach (var variant in Float32MatrixVector.Variants.Where(variant => variant.IsSupported))
        {
            using var pool = new WorkerPool(2);
            var output = new NativeArray<float>(outputs);
            Float32MatrixVector.Run(left.Pointer, packed.Group(0), bias.Pointer, output.Pointer, ActivationRange.Relu6, pool, variant);
            FloatAssert.SameBits(twoRows.Span[..outputs], output.ToArray(), variant.Name);
        }
    }

    [Fact]
    public void Weights_packed_from_columns_equal_weights_packed_from_rows()
    {
        const int outputs = 37, depth = 11, groups = 2;
        var rows = RandomValues.Floats(outputs * depth * groups, 10);
        var columns = new float[outputs * depth * groups];
        for (var i = 0; i < columns.Length; i++)
        {
            var (group, n, k) = (i / (outputs * depth), i % outputs, i / outputs % depth);
            columns[i] = rows.Span[(group * outputs * depth) + (n * depth) + k];
        }

        foreach (var order in new[] { SumOrder.InOrder, SumOrder.Lanes })
        {
            using var first = PackedFloat32Weights.FromRows(rows.Span, outputs, depth, order, groups);
            using var second = PackedFloat32Weights.FromColumns(columns, outputs, depth, order, groups);
            var count = checked((int)(first.ByteCount / sizeof(float)));
            Assert.Equal(new Span<float>(first.Group(0).Pointer, count).ToArray(), new Span<float>(second.Group(0).Pointer, count)
                .ToArray());
        }
    }

    [Fact]
    public void A_subnormal_weight_counts_as_zero()
    {
        using var packed = PackedFloat32Weights.FromRows([1e-39f, -1e-39f, 1.2e-38f], 3, 1, SumOrder.InOrder);
        Assert.Equal([0, 0, 1.2e-38f], new Span<float>(packed.Group(0).Pointer, 3).ToArray());
    }

    [Fact]
    public void Clamping_keeps_NaN_and_the_sign_of_zero_in_every_variant()
    {
        var left = new NativeArray<float>(2);
        left.Span[0] = float.NaN;
        left.Span[1] = -0f;
        using var packed = PackedFloat32Weights.FromRows([1f], 1, 1, SumOrder.InOrder);
        var bias = new NativeArray<float>(1);
        bias.Span[0] = -0f;
        foreach (var variant in Float32Gemm.Variants.Where(variant => variant.IsSupported))
        {
            var output = new NativeArray<float>(2);
            Float32Gemm.Run(left.Pointer, 1, 2, packed.Group(0), bias.Pointer, output.Pointer, 1, ActivationRange.Relu, WorkerPool.Single,
                variant, KernelMode.Fastest);
            Assert.True(float.IsNaN(output.Span[0]));
            Assert.True(float.IsNegative(output.Span[1]) && output.Span[1] == 0, variant.Name);
        }
    }

    [Fact]
    public void Weights_of_a_wrong_count_are_refused() =>
        Assert.Throws<ArgumentException>(() => PackedFloat32Weights.FromRows([1f, 2f], 3, 1, SumOrder.InOrder));
}
