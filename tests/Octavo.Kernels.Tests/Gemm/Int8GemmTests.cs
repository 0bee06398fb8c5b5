namespace Octavo.Kernels.Tests;

public sealed unsafe class Int8GemmTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 16, 5 }, { 3, 33, 7 }, { 8, 32, 32 }, { 13, 48, 31 }, { 17, 49, 64 }, { 29, 100, 67 }, { 100, 70, 130 },
            { 1, 64, 1000 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_variant_gives_the_exact_sums(int rows, int outputs, int depth)
    {
        var left = RandomValues.Bytes((long)rows * depth, 1);
        var weights = RandomValues.Bytes((long)outputs * depth, 2);
        left.Span[..(depth / 2)].Fill(-128);
        using var packed = PackedInt8Weights.FromRows(weights.Span, [1], outputs, depth);
        var expected = new int[rows * outputs];
        for (var index = 0; index < expected.Length; index++)
        {
            for (var k = 0; k < depth; k++)
            {
                expected[index] += left.Span[(index / outputs * depth) + k] * weights.Span[(index % outputs * depth) + k];
            }
        }

        foreach (var variant in Int8Gemm.Variants.Where(variant => variant.IsSupported))
        {
            foreach (var (threads, inPlace) in new[] { (1, true), (3, false) })
            {
                using var pool = new WorkerPool(threads);
                var output = new NativeArray<int>((long)rows * outputs);
                var scratch = new NativeArray<byte>(Int8Gemm.ScratchBytes(depth, threads));
                var source = new Rows { Left = left.Pointer, Depth = depth, InPlace = inPlace };
                var epilogue = new Sums { Output = output.Pointer, Outputs = outputs };
                Int8Gemm.Run(ref source, rows, packed, 0, ref epilogue, scratch.Pointer, pool, variant);
                Assert.True(expected.AsSpan().SequenceEqual(output.ToArray()), $"{variant.Name}, {threads} threads");
                _ = scratch.ToArray();
            }
        }
    }

    [Fact]
    public void Columns_pack_to_the_same_weights_as_rows()
    {
        var rows = RandomValues.Bytes(2 * 37 * 11, 3);
        var columns = new sbyte[rows.Count];
        for (var index = 0; index < columns.Length; index++)
        {
            var (group, n, k) = (index / 11 / 37, index / 11 % 37, index % 11);
            columns[(((group * 11) + k) * 37) + n] = rows.Span[index];
        }

        using var left = PackedInt8Weights.FromRows(rows.Span, [0.5f], 37, 11, 2);
        using var right = PackedInt8Weights.FromColumns(columns, [0.5f], 37, 11, 2);
        Assert.Equal(left.ByteCount, right.ByteCount);
        Assert.True(new ReadOnlySpan<sbyte>(left.Panel(0, 0), (int)left.ByteCount)
            .SequenceEqual(new ReadOnlySpan<sbyte>(right.Panel(0, 0), (int)right.ByteCount)));
    }

    [Fact]
    public void Another_number_of_weights_or_scales_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PackedInt8Weights.FromRows(new sbyte[11], [1], 3, 4));
        Assert.Throws<ArgumentException>(() => PackedInt8Weights.FromRows(new sbyte[12], [1, 2], 3, 4));
    }

    private struct Rows : IInt8RowSource
    {
        public sbyte* Left;
        public int Depth;
        public bool InPlace;

        public readonly sbyte* Row(int row, sbyte* buffer)
        {
            var source = Left + (row * Depth);
            if (InPlace)
            {
                return source;
            }

            new ReadOnlySpan<sbyte>(source, Depth).CopyTo(new Span<sbyte>(buffer, Depth));
            return null;
        }
    }

    private struct Sums : IInt8Epilogue
    {
        public int* Output;
        public int Outputs;

        public readonly void Apply(int firstRow, int rowCount, int firstColumn, int columnCount, int* sums, nint stride)
        {
            for (var row = 0; row < rowCount; row++)
            {
                new ReadOnlySpan<int>(sums + (row * stride), columnCount)
                    .CopyTo(new Span<int>(Output + ((firstRow + row) * Outputs) + firstColumn, columnCount));
            }
        }
    }
}
