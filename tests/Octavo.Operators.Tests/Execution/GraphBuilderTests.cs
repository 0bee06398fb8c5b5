using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class GraphBuilderTests
{
    [Fact]
    public void Outputs_have_the_types_and_shapes_that_are_inferred()
    {
        var builder = new GraphBuilder("main");
        var input = builder.Edit.AddInput("x", ElementType.Float32, new Shape(2, 3));
        Assert.Equal(new Shape(3, 2), builder.Emit(new Transpose(), input, builder.Integers(1, 0)).Shape);
        Assert.Equal(new Shape(6), builder.Emit(new Reshape(Shape.Unknown), input, builder.Integers(-1)).Shape);
        Assert.Equal(ElementType.Boolean, builder.Emit(new Less(), input, builder.Number(1)).ElementType);
        Assert.Equal(
            [new Shape(2, 1), new Shape(2, 1), new Shape(2, 1)],
            builder.EmitNode("parts", new Split(3), [builder.Constant(Tensor.Scalar(1)), input], ["a", "b", "c"]).Outputs
                .Select(output => output.Shape));
    }

    [Fact]
    public void What_nobody_names_is_named_after_its_operator_and_each_otherwise()
    {
        var builder = new GraphBuilder("main");
        var input = builder.Edit.AddInput("x", ElementType.Float32, new Shape(2));
        var sum =
            builder.Emit(new Add(), builder.Emit(new Mul(), input, builder.Number(2)), builder.Emit(new Mul(), input, builder.Number(3)));
        builder.Edit.AddOutput(sum);
        Assert.Distinct(builder.Graph.Values().Select(value => value.Name));
        Assert.StartsWith("add_", sum.Name, StringComparison.Ordinal);
        GraphVerifier.Verify(builder.Graph, "the test");
    }

    [Fact]
    public void Nodes_go_in_front_of_the_node_that_is_given()
    {
        var builder = new GraphBuilder("main");
        var last = builder.Emit("last", new Neg(), builder.Edit.AddInput("x", ElementType.Float32, new Shape(2))).Producer!;
        builder.Edit.SetInput(last, 0, new GraphBuilder(builder.Edit, last).Emit("first", new Abs(), last.Input(0)));
        Assert.Equal(["first", "last"], builder.Graph.Nodes.Select(node => node.Name));
        GraphVerifier.Verify(builder.Graph, "the test");
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var builder = new GraphBuilder("main");
        var input = builder.Edit.AddInput("x", ElementType.Float32, new Shape(2));
        var other = builder.Edit.AddInput("y", ElementType.Float32, new Shape(3));
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => builder.Emit(new Add(), input, other)).Kind);
        Assert.Throws<OctavoException>(() => new GraphBuilder(builder.Edit) { ChecksOperands = true }.Emit(new Add(), input));
    }
}
