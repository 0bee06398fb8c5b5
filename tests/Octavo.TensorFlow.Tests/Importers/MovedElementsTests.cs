using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class MovedElementsTests
{
    [Fact]
    public void Every_rule_names_an_operator_of_the_catalogue()
    {
        var names = OperatorCatalog.All.Select(descriptor => descriptor.Code.ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.All(MovedTypes.Operators, name => Assert.Contains(name, names));
    }

    [Fact]
    public void Booleans_are_stacked_as_bytes()
    {
        var graph = new ImportedGraph().Input("left", Tensor.From(new Shape(2), true, false))
            .Input("right", Tensor.From(new Shape(2), false, false))
            .Node("Pack", "pack", [("T", ElementType.Boolean), ("N", 2), ("axis", 1)], "left", "right");
        Assert.Equal(["BITCAST", "BITCAST", "PACK", "BITCAST"], graph.Operators("pack"));
        Assert.Equal(new byte[] { 1, 0, 0, 0 }, graph.Run("pack").Values<byte>().ToArray());
    }

    [Fact]
    public void Half_floats_are_padded_as_float32_which_holds_them_exactly()
    {
        var graph =
            new ImportedGraph().Input("data", Tensor.From(new Shape(1), (Half)0.1)).Constant("paddings", Tensor.From(new Shape(1, 2), 1, 0))
            .Node("Pad", "pad", [("T", ElementType.Float16), ("Tpaddings", ElementType.Int32)], "data", "paddings");
        Assert.Equal(["CAST", "PAD", "CAST"], graph.Operators("pad"));
        Assert.Equal([(Half)0, (Half)0.1], graph.Run("pad").Values<Half>().ToArray());
    }

    [Fact]
    public void Elements_of_64_bits_are_split_and_unpacked_by_operators_that_move_them()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(2, 2), 1L, 2L, 3L, 1L << 40), -1, 2).Scalar("axis", 0)
            .Node("Split", "split", [("T", ElementType.Int64), ("num_split", 2)], "axis", "data")
            .Node("Unpack", "unpack", [("T", ElementType.Int64), ("num", 2), ("axis", 1)], "data");
        Assert.Equal([3L, 1L << 40], graph.Run("split:1").Values<long>().ToArray());
        Assert.Equal([2L, 1L << 40], graph.Run("unpack:1").Values<long>().ToArray());
    }
}
