using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Structural operations without an operator of their own, against their definitions.</summary>
public sealed class StructuralImporterTests
{
    private static readonly (string, object)[] Plain = [];

    [Fact]
    public void A_fill_of_a_computed_shape_has_the_sizes_that_are_known()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(3, 2), 0f, 1f, 2f, 3f, 4f, 5f), -1, 2)
            .Node("Shape", "shape", Plain, "data").Integers("first", 0)
            .Integers("second", 1)
                .Node("StridedSlice", "batch", [("T", ElementType.Int32), ("Index", ElementType.Int32), ("shrink_axis_mask", 1)], "shape",
                    "first", "second", "second")
            .Scalar("units", 4).Node("Pack", "sizes", [("T", ElementType.Int32), ("N", 2)], "batch", "units")
                .Constant("zero", Tensor.Scalar(0f)).Node("Fill", "zeros", Plain, "sizes", "zero");
        Assert.Equal(new Shape(-1, 4), graph.Import("zeros").Outputs[0].Shape);
        Assert.Equal(new Shape(3, 4), graph.Run("zeros").Shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(11)]
    public void A_roll_moves_each_position_round_the_axis(int shift)
    {
        var graph =
            new ImportedGraph().Input("data", Tensor.From(new Shape(4), 0f, 1f, 2f, 3f), -1).Scalar("shift", shift).Scalar("axis", 0)
            .Node("Roll", "roll", [("Tshift", ElementType.Int32), ("Taxis", ElementType.Int32)], "data", "shift", "axis");
        var expected = Enumerable.Range(0, 4).Select(position => (float)((((position - shift) % 4) + 4) % 4));
        Assert.Equal(expected, graph.Run("roll").Values<float>().ToArray());
    }

    [Fact]
    public void Later_rows_win_where_a_stitch_names_a_place_twice()
    {
        var graph = new ImportedGraph().Input("first", Tensor.From(new Shape(3), 2, 0, 1)).Input("second", Tensor.From(new Shape(1), 2))
            .Input("rows", Tensor.From(new Shape(3, 1), 20f, 0f, 10f)).Input("row", Tensor.From(new Shape(1, 1), 5f))
            .Node("DynamicStitch", "stitch", [("N", 2)], "first", "second", "rows", "row");
        Assert.Equal([0f, 10f, 5f], graph.Run("stitch").Values<float>().ToArray());
    }

    [Fact]
    public void The_last_of_several_updates_of_a_slice_replaces_it()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f), -1, 2)
            .Input("indices", Tensor.From(new Shape(3, 2), 1, 0, 0, 1, 1, 0))
            .Input("updates", Tensor.From(new Shape(3), 10f, 20f, 30f))
            .Node("TensorScatterUpdate", "scatter", [("Tindices", ElementType.Int32)], "data", "indices", "updates");
        Assert.Equal([1f, 20f, 30f, 4f], graph.Run("scatter").Values<float>().ToArray());
    }

    [Theory]
    [InlineData("SegmentSum", 3f, 0f, 3f)]
    [InlineData("SegmentMean", 1.5f, 0f, 3f)]
    [InlineData("SegmentMax", 2f, 0f, 3f)]
    [InlineData("SegmentMin", 1f, 0f, 3f)]
    [InlineData("SegmentProd", 2f, 1f, 3f)]
    public void A_segment_without_rows_has_the_value_that_the_operation_gives_it(string operation, float first, float empty, float last)
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(3), 1f, 2f, 3f), -1)
            .Input("numbers", Tensor.From(new Shape(3), 0, 0, 2), -1)
            .Node(operation, "segments", [("Tindices", ElementType.Int32)], "data", "numbers");
        Assert.Equal([first, empty, last], graph.Run("segments").Values<float>().ToArray());
    }

    /// <summary>Two diagonals of a matrix [3, 4], the shorter one at the side that the attribute says.</summary>
    [Theory]
    [InlineData("LEFT_RIGHT", new[] { 1f, 6f, 11f, 9f, 4f, 9f })]
    [InlineData("RIGHT_LEFT", new[] { 1f, 6f, 11f, 4f, 9f, 9f })]
    public void Diagonals_are_aligned_as_the_attribute_says(string align, float[] expected)
    {
        var matrix = Tensor.From<float>(new Shape(3, 4), [1, 2, 3, 0, 4, 6, 7, 0, 8, 9, 11, 0]);
        var graph = new ImportedGraph().Input("matrix", matrix).Integers("k", -1, 0).Constant("padding", Tensor.Scalar(9f))
            .Node("MatrixDiagPartV3", "diagonals", [("align", align)], "matrix", "k", "padding");
        var result = graph.Run("diagonals");
        Assert.Equal(new Shape(2, 3), result.Shape);
        Assert.Equal(expected, result.Values<float>().ToArray());
    }

    [Fact]
    public void Elements_of_a_type_that_no_kernel_moves_travel_as_the_same_bits()
    {
        var graph =
            new ImportedGraph().Input("data", Tensor.From(new Shape(2, 2), 0.1, double.NaN, -0.0, 4.0)).Integers("permutation", 1, 0)
            .Node("Transpose", "turned", [("T", ElementType.Float64), ("Tperm", ElementType.Int32)], "data", "permutation");
        Assert.Equal(["BITCAST", "TRANSPOSE", "BITCAST"], graph.Operators("turned"));
        Assert.Equal(
            new[] { 0.1, -0.0, double.NaN, 4.0 }.Select(BitConverter.DoubleToInt64Bits),
            graph.Run("turned").Values<double>().ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void A_flatten_with_one_unknown_size_is_a_reshape_to_a_constant_shape()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(2, 2, 3), new float[12]), -1, 2, 3)
            .Node("Shape", "shape", [("out_type", ElementType.Int32)], "data")
            .Integers("begin", 0).Integers("end", 1).Integers("strides", 1).Scalar("six", 6)
            .Node("StridedSlice", "batch", [("T", ElementType.Int32), ("Index", ElementType.Int32), ("shrink_axis_mask", 1)], "shape",
                "begin", "end", "strides")
            .Node("Pack", "sizes", [("T", ElementType.Int32), ("N", 2)], "batch", "six")
            .Node("Reshape", "flat", [("Tshape", ElementType.Int32)], "data", "sizes");
        var output = graph.Import("flat").Outputs[0];
        Assert.Equal([-1, 6], output.Producer!.Input(1).Constant!.Evaluate().Values<int>().ToArray());
        Assert.Equal(new Shape(-1, 6), output.Shape);
    }

    [Fact]
    public void Neighbouring_axes_are_reversed_together_and_others_one_after_the_other()
    {
        var graph =
            new ImportedGraph().Input("data", Tensor.From<float>(new Shape(2, 2, 2), [0, 1, 2, 3, 4, 5, 6, 7])).Integers("axes", 2, 0)
            .Node("ReverseV2", "reversed", [("Tidx", ElementType.Int32)], "data", "axes");
        Assert.Equal(["REVERSE_V2", "REVERSE_V2"], graph.Operators("reversed"));
        Assert.Equal([5f, 4f, 7f, 6f, 1f, 0f, 3f, 2f], graph.Run("reversed").Values<float>().ToArray());
    }

    [Theory]
    [InlineData(true, 3f)]
    [InlineData(false, 7f)]
    public void A_branch_that_a_constant_rules_out_is_left_out_with_what_cannot_be_imported_in_it(bool flag, float expected)
    {
        var graph =
            new ImportedGraph().Input("data", Tensor.From(new Shape(1), 3f), -1).Constant("default", Tensor.From(Shape.Scalar, flag))
            .Node("PlaceholderWithDefault", "flag", [("dtype", ElementType.Boolean)], "default")
            .Node("Switch", "switch", Plain, "data", "flag").Node("Switch", "pivot", [("T", ElementType.Boolean)], "flag", "flag")
            .Node("Identity", "is_false", [("T", ElementType.Boolean)], "pivot:0")
            .Constant("seven", Tensor.From(new Shape(1), 7f))
            .Node("Identity", "otherwise", Plain, "seven", "^is_false")
            .Node(flag ? "Identity" : "Betainc", "then", Plain, flag ? ["switch:1"] : ["switch:1", "switch:1", "switch:1"])
            .Node("Merge", "merge", [("N", 2)], "otherwise", "then");
        Assert.Empty(graph.Operators("merge"));
        Assert.Equal([expected], graph.Run("merge").Values<float>().ToArray());
    }

    [Theory]
    [InlineData("ReverseV2", 7)]
    [InlineData("ReverseV2", -3)]
    [InlineData("ExpandDims", 4)]
    [InlineData("Transpose", 9)]
    public void An_axis_that_there_is_not_is_an_error_of_the_model_by_the_name_of_the_node(string operation, int axis)
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(1, 2), 1f, 2f)).Integers("axis", axis)
            .Node(operation, "node", [("Tidx", ElementType.Int32), ("Tdim", ElementType.Int32), ("Tperm", ElementType.Int32)], "data",
                "axis");
        var error = Assert.Throws<OctavoException>(() => graph.Import("node"));
        Assert.Equal(3, error.ExitCode);
        Assert.Contains("'node", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_do_not_go_together_are_an_error_of_the_model()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f)).Integers("begin", 0, 0)
            .Integers("end", 1).Integers("strides", 1, 1)
            .Node("StridedSlice", "slice", [("Index", ElementType.Int32), ("ellipsis_mask", 1)], "data", "begin", "end", "strides");
        Assert.Equal(3, Assert.Throws<OctavoException>(() => graph.Import("slice")).ExitCode);
    }

    [Fact]
    public void Whatever_cannot_be_imported_is_named_in_one_error_with_what_it_reads()
    {
        var graph = new ImportedGraph().Input("data", Tensor.From(new Shape(2), 1f, 2f), -1)
            .Node("StackV2", "stack", Plain).Node("Multinomial", "draw", Plain, "data", "data")
            .Node("Betainc", "beta", Plain, "data", "data", "data");
        var error = Assert.Throws<OctavoException>(() => graph.Import("beta", "draw"));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("2 nodes of 2 TensorFlow operations", error.What, StringComparison.Ordinal);
        Assert.Contains("Betainc: no TFLite operator for it ('beta' reads Float32 [?], Float32 [?], Float32 [?])", error.What,
            StringComparison.Ordinal);
        Assert.Contains("sampling", error.Hint, StringComparison.Ordinal);
    }
}
