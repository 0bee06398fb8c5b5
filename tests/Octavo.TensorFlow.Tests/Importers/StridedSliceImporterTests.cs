using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class StridedSliceImporterTests
{
    private static readonly Tensor Data =
        Tensor.From<float>(new Shape(2, 3, 4), [.. Enumerable.Range(0, 24).Select(index => (float)index)]);

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(-3, -1, 2)]
    [InlineData(9, -9, -1)]
    [InlineData(2, 0, -2)]
    [InlineData(-9, 9, 3)]
    [InlineData(3, 1, 1)]
    public void One_axis_is_cut_as_the_definition_says(int begin, int end, int stride)
    {
        var graph = Slice(Vector(10), [begin], [end], [stride]);
        Assert.Equal(Positions(10, begin, end, stride).Select(position => (float)position), graph.Run("slice").Values<float>().ToArray());
    }

    [Fact]
    public void An_ellipsis_between_a_left_out_axis_and_a_reversed_one_takes_all_axes_between()
    {
        var result = Slice(Data, [1, 0, 0], [0, 0, 0], [1, 1, -1], ("shrink_axis_mask", 1), ("ellipsis_mask", 2), ("begin_mask", 4),
            ("end_mask", 4)).Run("slice");
        Assert.Equal(new Shape(3, 4), result.Shape);
        Assert.Equal([15f, 14f, 13f, 12f, 19f, 18f, 17f, 16f, 23f, 22f, 21f, 20f], result.Values<float>().ToArray());
    }

    [Fact]
    public void New_axes_stand_where_the_slice_names_them_also_between_unknown_sizes()
    {
        var graph = new ImportedGraph().Input("data", Data, -1, -1, 4).Integers("begin", 0, 0, 0, 1).Integers("end", 0, 0, 0, 2)
            .Integers("strides", 1, 1, 1, 1);
        Sliced(graph, ("new_axis_mask", 5), ("begin_mask", 2), ("end_mask", 2), ("shrink_axis_mask", 8));
        var result = graph.Run("slice");
        Assert.Equal(new Shape(1, 2, 1, 4), result.Shape);
        Assert.Equal([4f, 5f, 6f, 7f, 16f, 17f, 18f, 19f], result.Values<float>().ToArray());
    }

    [Fact]
    public void A_slice_that_takes_everything_is_no_operator()
    {
        Assert.Empty(Slice(Data, [0, 0], [0, 0], [1, 1], ("begin_mask", 3), ("end_mask", 3)).Operators("slice"));
    }

    [Fact]
    public void A_size_that_is_known_among_unknown_ones_is_a_constant()
    {
        var graph = new ImportedGraph().Input("data", Data, -1, 3, -1).Node("Shape", "shape", [("out_type", ElementType.Int32)], "data")
            .Integers("begin", 1).Integers("end", 2).Integers("strides", 1);
        graph.Node("StridedSlice", "slice", [("T", ElementType.Int32), ("Index", ElementType.Int32), ("shrink_axis_mask", 1)], "shape",
            "begin", "end", "strides");
        Assert.Equal(3, graph.Import("slice").Outputs[0].Constant!.Evaluate().Values<int>()[0]);
    }

    private static Tensor Vector(int count) =>
        Tensor.From<float>(new Shape(count), [.. Enumerable.Range(0, count).Select(index => (float)index)]);

    /// <summary>
    /// Positions from begin in steps of stride, before end, both counted from the end where negative and cut to the axis.
    /// </summary>
    private static IEnumerable<int> Positions(int size, int begin, int end, int stride)
    {
        var (lowest, highest) = stride > 0 ? (0, size) : (-1, size - 1);
        var first = Math.Clamp(begin < 0 ? begin + size : begin, lowest, highest);
        var last = Math.Clamp(end < 0 ? end + size : end, lowest, highest);
        for (var position = first; stride > 0 ? position < last : position > last; position += stride)
        {
            yield return position;
        }
    }

    private static ImportedGraph Slice(Tensor data, int[] begin, int[] end, int[] strides, params (string, object)[] masks) =>
        Sliced(new ImportedGraph().Input("data", data).Integers("begin", begin).Integers("end", end).Integers("strides", strides), masks);

    private static ImportedGraph Sliced(ImportedGraph graph, params (string, object)[] masks) =>
        graph.Node("StridedSlice", "slice", [("Index", ElementType.Int32), .. masks], "data", "begin", "end", "strides");
}
