using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class OutputInferenceTests
{
    [Fact]
    public void An_output_declared_with_another_element_type_is_refused() => Refused(ElementType.Int8, new Shape(2, 3), "element type");

    [Fact]
    public void An_output_declared_with_more_elements_is_refused_where_inputs_are_as_declared() =>
        Refused(ElementType.Float32, new Shape(2, 4), "shape");

    [Theory]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { -1, 3 })]
    public void As_many_elements_or_open_sizes_may_be_declared(int[] declared)
    {
        var node = Sum(ElementType.Float32, new Shape(declared));
        Assert.Equal(new Shape(2, 3), OutputInference.InferDeclared(node, new ShapeContext(node))[0].Shape);
    }

    [Fact]
    public void A_node_with_more_outputs_than_its_operator_is_refused()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(2));
        var node = edit.AddNode("node", new Neg(), [input],
            [edit.NewValue("y", ElementType.Float32, new Shape(2)), edit.NewValue("z", ElementType.Float32, new Shape(2))]);
        Assert.Equal(ErrorKind.MalformedModel,
            Assert.Throws<OctavoException>(() => OutputInference.Infer(node, new ShapeContext(node))).Kind);
    }

    [Fact]
    public void A_result_that_nothing_can_hold_is_refused()
    {
        var edit = new GraphEdit(new Graph("main"));
        var left = edit.AddInput("x", ElementType.Float32, new Shape(1 << 20, 1));
        var right = edit.AddInput("y", ElementType.Float32, new Shape(1, 1 << 20));
        var node = edit.AddNode("node", new Add(), [left, right], [edit.NewValue("z", ElementType.Float32, Shape.Unknown)]);
        Assert.Equal(ErrorKind.OutOfMemory, Assert.Throws<OctavoException>(() => OutputInference.Infer(node, new ShapeContext(node))).Kind);
    }

    [Fact]
    public void Folding_refuses_another_type_than_the_operator_gives()
    {
        var node = Sum(ElementType.Int16, new Shape(2, 3));
        var tensor = Tensor.Zeros(ElementType.Float32, new Shape(2, 3));
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => NodeEvaluator.Evaluate(node, [tensor, tensor])).Kind);
    }

    private static void Refused(ElementType type, Shape shape, string what)
    {
        var node = Sum(type, shape);
        var error = Assert.Throws<OctavoException>(() => OutputInference.InferDeclared(node, new ShapeContext(node)));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains("'sum'", error.Where, StringComparison.Ordinal);
    }

    private static Node Sum(ElementType type, Shape shape)
    {
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new[] { "x", "y" }.Select(name => edit.AddInput(name, ElementType.Float32, new Shape(2, 3))).ToArray();
        return edit.AddNode("sum", new Add(), inputs, [edit.NewValue("z", type, shape)]);
    }
}
