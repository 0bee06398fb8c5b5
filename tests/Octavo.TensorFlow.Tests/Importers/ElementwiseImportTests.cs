using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public class ElementwiseImportTests
{
    private static readonly Tensor Bytes = Tensor.From(new Shape(4), (sbyte)-128, (sbyte)-1, (sbyte)0, (sbyte)127);
    private static readonly Tensor Words = Tensor.From(new Shape(6), int.MinValue, -1, 0, 1, 0x5A5A5A5A, int.MaxValue);

    [Fact]
    public void An_operation_that_one_operator_stands_for_is_one_node() =>
        Assert.Equal(["EXP"], ImportedOperation.Of("Exp", [Tensor.From(new Shape(1), 1f)]).Operators);

    [Fact]
    public void Bytes_that_no_kernel_computes_go_through_words_and_wrap_as_bytes_do()
    {
        var sum = ImportedOperation.Of("AddV2", [Bytes, Bytes]);
        Assert.Equal(["CAST", "CAST", "ADD", "CAST"], sum.Operators);
        Assert.Equal([0, -2, 0, -2], sum.Run(Bytes, Bytes).Values<sbyte>().ToArray());
    }

    [Fact]
    public void A_rectifier_of_integers_is_a_maximum()
    {
        var graph = ImportedOperation.Of("Relu", [Words]);
        Assert.Equal(["MAXIMUM"], graph.Operators);
        Assert.Equal([0, 0, 0, 1, 0x5A5A5A5A, int.MaxValue], graph.Run(Words).Values<int>());
    }

    [Fact]
    public void Bits_combine_as_processors_do()
    {
        int[] left = [.. Words.Values<int>()];
        int[] right = [-1, 0x0F0F0F0F, int.MinValue, -2, 0x33333333, int.MinValue];
        var other = Tensor.From(new Shape(6), right);
        Assert.Equal(left.Zip(right, (a, b) => a & b),
            ImportedOperation.Of("BitwiseAnd", [Words, other]).Run(Words, other).Values<int>().ToArray());
        Assert.Equal(left.Zip(right, (a, b) => a | b),
            ImportedOperation.Of("BitwiseOr", [Words, other]).Run(Words, other).Values<int>().ToArray());
        Assert.Equal(left.Select(a => ~a), ImportedOperation.Of("Invert", [Words]).Run(Words).Values<int>().ToArray());
        var counts = Tensor.From(new Shape(6), 0, 1, 31, 31, 4, 7);
        Assert.Equal(left.Zip(counts.Values<int>().ToArray(), (a, b) => a << b),
            ImportedOperation.Of("LeftShift", [Words, counts]).Run(Words, counts).Values<int>().ToArray());
    }

    [Fact]
    public void Bits_of_long_integers_combine_too()
    {
        long[] left = [long.MinValue, -1, 0x123456789ABCDEF0];
        long[] right = [-1, 0x00FF00FF00FF00FF, 0x0FEDCBA987654321];
        var (first, second) = (Tensor.From(new Shape(3), left), Tensor.From(new Shape(3), right));
        Assert.Equal(left.Zip(right, (a, b) => a & b),
            ImportedOperation.Of("BitwiseAnd", [first, second]).Run(first, second).Values<long>().ToArray());
        Assert.Equal(left.Zip(right, (a, b) => a ^ b),
            ImportedOperation.Of("BitwiseXor", [first, second]).Run(first, second).Values<long>().ToArray());
        Assert.Equal(left.Select(Math.Abs).Skip(1),
            ImportedOperation.Of("Abs", [Tensor.From(new Shape(2), left[1..])]).Run(Tensor.From(new Shape(2), left[1..])).Values<long>()
            .ToArray());
    }

    [Theory]
    [InlineData(5.5f, 2f)]
    [InlineData(-5.5f, 2f)]
    [InlineData(5.5f, -2f)]
    [InlineData(-5.5f, -2f)]
    [InlineData(3e38f, 7f)]
    [InlineData(-1f, 1e-3f)]
    public void A_remainder_has_the_dividends_sign(float dividend, float divisor)
    {
        var (x, y) = (Tensor.From(new Shape(1), dividend), Tensor.From(new Shape(1), divisor));
        Assert.Equal(dividend % divisor, ImportedOperation.Of("TruncateMod", [x, y]).Run(x, y).Values<float>()[0]);
    }

    [Fact]
    public void Operands_of_many_axes_are_brought_to_one_shape_where_the_kernel_broadcasts_fewer()
    {
        var left = Tensor.From(new Shape(1, 1, 1, 1, 1, 2), 1f, 2f);
        var right = Tensor.From(new Shape(2, 1, 1, 1, 1, 1), 1.5f, 3f);
        var graph = ImportedOperation.Of("Less", [left, right]);
        Assert.Equal(["BROADCAST_TO", "BROADCAST_TO", "LESS"], graph.Operators);
        Assert.Equal([1, 0, 1, 1], graph.Run(left, right).Bytes.ToArray());
    }

    [Fact]
    public void Types_that_nothing_computes_exactly_are_refused()
    {
        var data = Tensor.From(new Shape(1), 1.5);
        var error = Assert.Throws<OctavoException>(() => ImportedOperation.Of("Floor", [data]));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("Float64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complex_numbers_add_part_by_part_and_conjugate_by_the_sign()
    {
        var x = new Tensor(ElementType.Complex64, new Shape(1), Tensor.From(new Shape(2), 1f, 2f).Bytes);
        var y = new Tensor(ElementType.Complex64, new Shape(1), Tensor.From(new Shape(2), 3f, -5f).Bytes);
        Assert.Equal(Tensor.From(new Shape(2), 4f, -3f).Bytes.ToArray(), ImportedOperation.Of("AddV2", [x, y]).Run(x, y).Bytes.ToArray());
        Assert.Equal(Tensor.From(new Shape(2), 1f, -2f).Bytes.ToArray(), ImportedOperation.Of("Conj", [x]).Run(x).Bytes.ToArray());
    }

    [Fact]
    public void A_fake_quantization_with_a_known_range_is_one_operator()
    {
        var x = Tensor.From(new Shape(2), -7f, 0.3f);
        var graph = ImportedOperation.Of("FakeQuantWithMinMaxArgs", [x], node =>
        {
            node.Attr["min"] = new AttrValue { F = -6f };
            node.Attr["max"] = new AttrValue { F = 6f };
        });
        Assert.Equal(["FAKE_QUANT"], graph.Operators);
        Assert.Equal(-128 * 12f / 255f, graph.Run(x).Values<float>()[0], 1e-5f);
    }
}
