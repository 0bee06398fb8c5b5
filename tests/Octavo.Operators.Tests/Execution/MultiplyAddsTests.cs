using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Expected numbers are products of sizes, written out.</summary>
public sealed class MultiplyAddsTests
{
    private const int Open = Shape.UnknownSize;

    [Fact]
    public void A_convolution_adds_up_a_filter_for_each_output() =>
        Assert.Equal(2L * 8 * 8 * 16 * (3 * 3 * 4),
            Of(new Conv2D(Padding.Same), new Shape(2, 8, 8, 16), new Shape(2, 8, 8, 4), new Shape(16, 3, 3, 4)));

    [Fact]
    public void A_convolution_by_channels_adds_up_a_window() =>
        Assert.Equal(8L * 8 * 16 * 3 * 3,
            Of(new DepthwiseConv2D(Padding.Same), new Shape(1, 8, 8, 16), new Shape(1, 8, 8, 16), new Shape(1, 3, 3, 16)));

    [Fact]
    public void A_transposed_convolution_spreads_each_input() => Assert.Equal(
        4L * 4 * 2 * 8 * 3 * 3,
        Of(new TransposeConv(Padding.Same), new Shape(1, 8, 8, 8), new Shape(4), new Shape(8, 3, 3, 2), new Shape(1, 4, 4, 2)));

    [Fact]
    public void A_product_with_weights_adds_up_its_depth() =>
        Assert.Equal(5L * 10 * 64, Of(new FullyConnected(), new Shape(5, 10), new Shape(5, 64), new Shape(10, 64)));

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 3)]
    public void A_product_of_batches_adds_up_the_axis_that_both_share(bool transpose, long depth) =>
        Assert.Equal(2L * 3 * 5 * depth, Of(new BatchMatMul(transpose), new Shape(2, 3, 5), new Shape(2, 3, 7), new Shape(2, 7, 5)));

    [Fact]
    public void An_open_batch_counts_once_and_other_open_sizes_are_unknown()
    {
        Assert.Equal(10L * 64, Of(new FullyConnected(), new Shape(Open, 10), new Shape(Open, 64), new Shape(10, 64)));
        Assert.Null(Of(new Conv2D(Padding.Same), new Shape(1, Open, 8, 16), new Shape(1, Open, 8, 4), new Shape(16, 3, 3, 4)));
        Assert.Null(Of(new Conv2D(Padding.Same), Shape.Unknown, Shape.Unknown, Shape.Unknown));
    }

    [Fact]
    public void What_no_machine_could_count_is_unknown() =>
        Assert.Null(Of(new FullyConnected(), new Shape(int.MaxValue, int.MaxValue), new Shape(1, 1), new Shape(1, int.MaxValue)));

    [Fact]
    public void Operators_without_sums_count_none() => Assert.Equal(0, Of(new Softmax(1), new Shape(1, 10), new Shape(1, 10)));

    private static long? Of(Operator @operator, Shape output, params Shape[] inputs)
    {
        var edit = new GraphEdit(new Graph("test"));
        var values = inputs.Select((shape, index) => edit.AddInput($"input{index}", ElementType.Float32, shape)).ToArray();
        return MultiplyAdds.Of(edit.AddNode("node", @operator, values, [edit.NewValue("output", ElementType.Float32, output)]));
    }
}
