using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class ResolveShapesTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Flattening_by_a_computed_batch_size_gets_a_constant_target()
    {
        var x = graph.Emit(new Abs(), graph.Input(-1, 2, 3));
        var batch = graph.Emit(new StridedSlice(ShrinkAxisMask: 1), graph.Emit(new ShapeOf(), x), graph.Integers(0), graph.Integers(1),
            graph.Integers(1));
        Typed(batch);
        var rest = graph.Edit.AddConstant("rest", Tensors.Tensor.Scalar(-1));
        var target = Typed(graph.Emit(new Pack(0, 2), batch, rest));
        Assert.Equal(["ABS", "RESHAPE"], graph.Import(graph.Emit(new Reshape(Octavo.Shape.Unknown), x, target)));
        Assert.Equal([-1, 6], graph.Edit.Graph.Nodes[1].Input(1).Constant!.Evaluate().Values<int>());
    }

    [Fact]
    public void A_product_over_two_unknown_axes_keeps_them_both_as_tensordot_writes_it()
    {
        var x = graph.Input(-1, -1, 4);
        var sizes = Typed(graph.Emit(new ShapeOf(), x));
        var free = Typed(graph.Emit(new Gather(), sizes, graph.Integers(0, 1)));
        var count = Typed(graph.Emit(new ReduceProd(false), free, graph.Integers(0)));
        var rows = graph.Emit(new Reshape(Octavo.Shape.Unknown), x,
            Typed(graph.Emit(new Pack(0, 2), count, graph.Edit.AddConstant("depth", Tensors.Tensor.Scalar(4)))));
        var product = graph.Emit(new BatchMatMul(), rows, graph.Weights(4, 6));
        var target = Typed(graph.Emit(new Concatenation(0), free, graph.Integers(6)));
        var wide = graph.Emit(new Reshape(Octavo.Shape.Unknown), product, target);
        Assert.Equal(["FULLY_CONNECTED"], graph.Import(graph.Emit(new Add(), wide, graph.Weights(6))));
    }

    [Fact]
    public void A_reshape_to_the_shape_that_a_value_has_goes()
    {
        var x = graph.Emit(new Abs(), graph.Input(-1, -1, 4));
        Assert.Equal(["ABS"],
            graph.Import(graph.Emit(new Reshape(Octavo.Shape.Unknown), x, Typed(graph.Emit(new ShapeOf(), graph.Edit.Graph.Inputs[0])))));
    }

    [Fact]
    public void A_fill_has_the_sizes_that_it_is_given()
    {
        var sizes = Typed(graph.Emit(new ShapeOf(), graph.Input(-1, -1, 4)));
        var filled = graph.Emit(new Fill(), sizes, graph.Number(2));
        Assert.Equal(["SHAPE", "FILL", "ABS"],
            graph.Import(graph.Emit(new Abs(), graph.Emit(new Reshape(Octavo.Shape.Unknown), filled, sizes))));
    }

    [Fact]
    public void Two_unknown_sizes_that_are_new_to_the_tensor_stay_computed()
    {
        var x = graph.Input(-1, -1, 4);
        var sizes = Typed(graph.Emit(new ShapeOf(), x));
        var turned = Typed(graph.Emit(new Gather(), sizes, graph.Integers(1, 0, 2)));
        Assert.Equal(["SHAPE", "GATHER", "RESHAPE"], graph.Import(graph.Emit(new Reshape(Octavo.Shape.Unknown), x, turned)));
    }

    [Fact]
    public void A_known_size_of_a_shape_becomes_a_constant()
    {
        var x = graph.Emit(new Abs(), graph.Input(-1, 5));
        var size =
            Typed(graph.Emit(new StridedSlice(), graph.Emit(new ShapeOf(), x), graph.Integers(1), graph.Integers(2), graph.Integers(1)));
        Assert.Equal(["ABS"], graph.Import(x, size));
        Assert.Equal([5], graph.Edit.Graph.Outputs[1].Constant!.Evaluate().Values<int>());
    }

    private Value Typed(Value value)
    {
        graph.Edit.SetType(value, Octavo.ElementType.Int32, value.Shape);
        return value;
    }
}
