using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class EmbeddingLookupTests
{
    private static readonly Tensor Ids = Tensor.From(new Shape(4), 2, 0, 2, 1);

    [Fact]
    public void Rows_of_floats_are_copied()
    {
        var table = RandomTensor.Floats(1, 3, 2, 5);
        var result = WeightedNode.Run(new EmbeddingLookup(), Ids, table);
        Assert.Equal(new Shape(4, 2, 5), result.Shape);
        Assert.Equal(Rows(table.Values<float>(), 10), result.Values<float>());
    }

    [Theory]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    public void Rows_of_signed_bytes_become_floats_by_the_scale_of_each(ElementType type)
    {
        var bytes = RandomTensor.Bytes(2, 3, 7);
        var table = new Tensor(type, bytes.Shape, bytes.Bytes);
        float[] scales = [0.1f, 0.25f, 3e-5f];
        var result =
            WeightedNode.Run(new EmbeddingLookup(), Ids, new WeightedNode.Operand(table, new AffineQuantization([.. scales], [0, 0, 0])));
        var real = new float[21];
        for (var index = 0; index < real.Length; index++)
        {
            real[index] = bytes.Values<sbyte>()[index] * scales[index / 7];
        }

        Assert.Equal(Rows(real, 7), result.Values<float>());
    }

    [Fact]
    public void Rows_of_4_bits_may_begin_inside_of_a_byte()
    {
        // Rows -8 1 7, -1 0 2, 3 -3 5; the even element in the low half of a byte.
        var table = new Tensor(ElementType.Int4, new Shape(3, 3), new byte[] { 0x18, 0xF7, 0x20, 0xD3, 0x05 });
        var result = WeightedNode.Run(new EmbeddingLookup(), Ids, new WeightedNode.Operand(table, AffineQuantization.PerTensor(0.5f, 0)));
        Assert.Equal([1.5f, -1.5f, 2.5f, -4f, 0.5f, 3.5f, 1.5f, -1.5f, 2.5f, -0.5f, 0f, 1f], result.Values<float>());
    }

    [Fact]
    public void Rows_of_2_bits_are_read_lowest_bits_first()
    {
        // Rows 0 1, -2 -1, 1 -2.
        var table = new Tensor(ElementType.Int2, new Shape(3, 2), new byte[] { 0b11_10_01_00, 0b10_01 });
        var result = WeightedNode.Run(new EmbeddingLookup(), Ids, new WeightedNode.Operand(table, AffineQuantization.PerTensor(2f, 0)));
        Assert.Equal([2f, -4f, 0f, 2f, 2f, -4f, -4f, -2f], result.Values<float>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void An_id_beyond_the_table_is_refused_with_its_position(int id)
    {
        var error = Assert.Throws<OctavoException>(() =>
            WeightedNode.Run(new EmbeddingLookup(), Tensor.From(new Shape(2), 0, id), RandomTensor.Floats(1, 3, 2)));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains($"id {id} at position 1", error.Message);
    }

    [Fact]
    public void A_table_with_a_zero_point_is_refused_with_the_reason()
    {
        var node = WeightedNode.Node(new EmbeddingLookup(), Ids,
            new WeightedNode.Operand(RandomTensor.Bytes(2, 3, 7), AffineQuantization.PerTensor(0.1f, 4)));
        Assert.Null(KernelSelection.Choose(node, out var reason));
        Assert.Contains("zero point 4", reason);
    }

    private static T[] Rows<T>(ReadOnlySpan<T> values, int rowLength)
    {
        var rows = new List<T>();
        foreach (var id in Ids.Values<int>())
        {
            rows.AddRange(values.Slice(id * rowLength, rowLength));
        }

        return [.. rows];
    }
}
