using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed unsafe class OperandTests
{
    [Fact]
    public void Elements_are_read_only_as_what_they_are()
    {
        var operand = Of(ElementType.Int8, new Shape(4));
        Assert.Equal(ErrorKind.UnsupportedOperator, Assert.Throws<OctavoException>(() => { _ = operand.Floats; }).Kind);
        Assert.Equal(ErrorKind.UnsupportedOperator, Assert.Throws<OctavoException>(() => { _ = operand.As<int>(); }).Kind);
        _ = operand.As<sbyte>();
    }

    [Fact]
    public void Memory_that_is_too_small_is_a_fault_before_a_kernel_runs()
    {
        var operand = Of(ElementType.Float32, new Shape(4));
        var memory = stackalloc byte[15];
        operand.GiveMemory(memory, 15);
        Assert.Equal(ErrorKind.Internal, Assert.Throws<OctavoException>(() => operand.RequireMemory("node")).Kind);
        operand.GiveMemory(memory, 16);
        operand.RequireMemory("node");
        Assert.Equal(ErrorKind.Internal, Assert.Throws<OctavoException>(() => operand.Resize(new Shape(5))).Kind);
    }

    [Fact]
    public void Strings_that_nobody_set_are_empty() =>
        Assert.All(Of(ElementType.String, new Shape(2, 3)).ToTensor().Strings, text => Assert.Equal(0, text.Length));

    [Fact]
    public void A_handle_has_no_elements() =>
        Assert.Equal(ErrorKind.UnsupportedFeature,
            Assert.Throws<OctavoException>(() => Of(ElementType.Resource, Shape.Scalar).ToTensor()).Kind);

    private static Operand Of(ElementType type, Shape shape) => new(new GraphEdit(new Graph("main")).AddInput("x", type, shape));
}
