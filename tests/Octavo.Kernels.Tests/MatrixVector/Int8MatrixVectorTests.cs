namespace Octavo.Kernels.Tests;

public sealed unsafe class Int8MatrixVectorTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 16, 5 }, { 17, 16 }, { 32, 19 }, { 100, 67 }, { 128, 4 }, { 160, 33 }, { 257, 130 }, { 300, 1000 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_variant_gives_the_exact_sums(int outputs, int depth)
    {
        var row = RandomValues.Bytes(depth, 1);
        var weights = RandomValues.Bytes((long)outputs * depth, 2);
        Check(row, weights, outputs, depth);
    }

    [Theory]
    [InlineData(-128, -128)]
    [InlineData(-128, 127)]
    [InlineData(127, -128)]
    [InlineData(127, 127)]
    [InlineData(-1, -128)]
    public void The_ends_of_the_range_do_not_saturate(int element, int weight)
    {
        var row = RandomValues.Bytes(70, 1);
        var weights = RandomValues.Bytes(130L * 70, 2);
        row.Span.Fill((sbyte)element);
        weights.Span.Fill((sbyte)weight);
        Check(row, weights, 130, 70);
    }

    private static void Check(NativeArray<sbyte> row, NativeArray<sbyte> weights, int outputs, int depth)
    {
        using var packed = PackedInt8Weights.FromRows(weights.Span, [1], outputs, depth);
        var expected = new int[outputs];
        for (var index = 0; index < outputs * depth; index++)
        {
            expected[index / depth] += row.Span[index % depth] * weights.Span[index];
        }

        foreach (var variant in Int8MatrixVector.Variants.Where(variant => variant.IsSupported))
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var pool = new WorkerPool(threads);
                var output = new NativeArray<int>(outputs);
                var scratch = new NativeArray<byte>(Int8MatrixVector.ScratchBytes(depth));
                var epilogue = new Sums { Output = output.Pointer };
                Int8MatrixVector.Run(row.Pointer, packed, 0, ref epilogue, scratch.Pointer, pool, variant);
                Assert.True(expected.AsSpan().SequenceEqual(output.ToArray()), $"{variant.Name}, {threads} threads");
                _ = scratch.ToArray();
            }
        }
    }

    private struct Sums : IInt8Epilogue
    {
        public int* Output;

        public readonly void Apply(int firstRow, int rowCount, int firstColumn, int columnCount, int* sums, nint stride)
        {
            Assert.Equal((0, 1), (firstRow, rowCount));
            new ReadOnlySpan<int>(sums, columnCount).CopyTo(new Span<int>(Output + firstColumn, columnCount));
        }
    }
}
