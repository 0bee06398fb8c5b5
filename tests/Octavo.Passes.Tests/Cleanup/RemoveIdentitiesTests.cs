using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class RemoveIdentitiesTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void What_changes_nothing_is_removed_and_the_output_keeps_its_name()
    {
        var value = graph.Emit(new Abs(), graph.Input(-1, 4, 4, 3));
        value = graph.Emit(new Add(), value, graph.Constant(new Shape(3), 0, 0, 0));
        value = graph.Emit(new Mul(), graph.Number(1), value);
        value = graph.Reshape(value, -1, 4, 4, 3);
        value = graph.Transpose(value, 0, 1, 2, 3);
        value = graph.Emit(new Pad(), value, graph.Pairs(0, 0, 0, 0, 0, 0, 0, 0));
        value = graph.Emit(new Concatenation(3), value);
        value = graph.Emit(new Slice(), value, graph.Integers(0, 0, 0, 0), graph.Integers(-1, -1, -1, -1));
        value = graph.Emit(new StridedSlice(15, 15), value, graph.Integers(0, 0, 0, 0), graph.Integers(0, 0, 0, 0),
            graph.Integers(1, 1, 1, 1));
        value = graph.Emit(new Cast(ElementType.Float32, ElementType.Float32), value);
        Assert.Equal(["ABS"], graph.Import(value));
        Assert.Same(value, graph.Edit.Graph.Outputs[0]);
    }

    [Fact]
    public void A_zero_that_stretches_the_tensor_stays()
    {
        Assert.Equal(["ADD"], graph.Import(graph.Emit(new Add(), graph.Input(1, 2), graph.Constant(new Shape(3, 1), 0, 0, 0))));
    }

    [Fact]
    public void A_slice_that_leaves_something_out_stays()
    {
        var reversed = graph.Emit(new StridedSlice(1, 1), graph.Input(4), graph.Integers(0), graph.Integers(0), graph.Integers(-1));
        Assert.Equal(["STRIDED_SLICE", "SLICE"], graph.Import(graph.Emit(new Slice(), reversed, graph.Integers(0), graph.Integers(3))));
    }

    [Fact]
    public void An_input_may_become_the_output()
    {
        var input = graph.Input(3);
        Assert.Empty(graph.Import(graph.Emit(new Mul(), input, graph.Number(1))));
        Assert.Same(input, graph.Edit.Graph.Outputs[0]);
    }
}
