using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class ActivationFormTests
{
    private readonly SketchedGraph graph = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hard_swish_is_found_however_its_factors_are_grouped(int form)
    {
        var x = graph.Input(2, 5);
        var bounded = graph.Emit(new Relu6(), graph.Emit(new Add(), x, graph.Number(3)));
        var result = form switch
        {
            0 => graph.Emit(new Mul(), x, graph.Emit(new Div(), bounded, graph.Number(6))),
            1 => graph.Emit(new Div(), graph.Emit(new Mul(), bounded, x), graph.Number(6)),
            2 => graph.Emit(new Mul(), graph.Emit(new Mul(), x, graph.Number(1 / 6f)), bounded),
            _ => graph.Emit(new Mul(), x, graph.Emit(new Mul(), graph.Number(0.16666667f), bounded)),
        };
        Assert.Equal(["HARD_SWISH"], graph.Import(result));
    }

    [Fact]
    public void Hard_swish_with_another_offset_stays()
    {
        var x = graph.Input(2, 5);
        var bounded = graph.Emit(new Relu6(), graph.Emit(new Add(), x, graph.Number(2)));
        Assert.Equal(["ADD", "MUL", "MUL"], graph.Import(graph.Emit(new Mul(), x, graph.Emit(new Div(), bounded, graph.Number(6)))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Gelu_is_found_in_its_hyperbolic_form(int form)
    {
        var x = graph.Input(2, 5);
        var cubic = graph.Number(0.044715f);
        var inner = graph.Emit(new Add(), x, form switch
        {
            0 => graph.Emit(new Mul(), cubic, graph.Emit(new Mul(), x, graph.Emit(new Mul(), x, x))),
            1 => graph.Emit(new Mul(), graph.Emit(new Mul(), graph.Emit(new Mul(), cubic, x), x), x),
            _ => graph.Emit(new Mul(), cubic, graph.Emit(new Pow(), x, graph.Number(3))),
        });
        var tangent = graph.Emit(new Tanh(), graph.Emit(new Mul(), inner, graph.Number(0.7978846f)));
        var half = graph.Emit(new Mul(), graph.Number(0.5f), x);
        Assert.Equal(["GELU"], graph.Import(graph.Emit(new Mul(), half, graph.Emit(new Add(), graph.Number(1), tangent))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gelu_is_found_in_the_form_that_stands_for_the_error_function(bool isComplement)
    {
        var x = graph.Input(2, 5);
        var error = isComplement
            ? graph.Emit(new Sub(), graph.Number(1),
                ErrorFunction(graph.Emit(new Div(), graph.Emit(new Neg(), x), graph.Number(1.41421356f))))
            : graph.Emit(new Add(), graph.Number(1), ErrorFunction(graph.Emit(new Mul(), x, graph.Number(0.70710678f))));
        Assert.Equal(["GELU"], graph.Import(graph.Emit(new Mul(), graph.Emit(new Mul(), graph.Number(0.5f), x), error)));
    }

    [Fact]
    public void The_error_function_of_something_else_is_no_gelu()
    {
        var error = ErrorFunction(graph.Emit(new Mul(), graph.Input(2, 5), graph.Number(0.5f)));
        Assert.Contains("SELECT_V2",
            graph.Import(graph.Emit(new Mul(), graph.Edit.Graph.Inputs[0], graph.Emit(new Add(), error, graph.Number(1)))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Leaky_relu_is_found_as_maximum_as_selection_and_as_absolute_values(int form)
    {
        var x = graph.Input(2, 5);
        var result = form switch
        {
            0 => graph.Emit(new Maximum(), graph.Emit(new Mul(), graph.Number(0.25f), x), x),
            1 => graph.Emit(new SelectV2(), Positive(x), x, graph.Emit(new Mul(), x, graph.Number(0.25f))),
            _ => graph.Emit(
                new Add(), graph.Emit(new Mul(), x, graph.Number(0.625f)),
                graph.Emit(new Mul(), graph.Number(0.375f), graph.Emit(new Abs(), x))),
        };
        Assert.Equal(["LEAKY_RELU"], graph.Import(result));
        Assert.Equal(new LeakyRelu(0.25f), graph.Edit.Graph.Nodes[0].Operator);
    }

    [Fact]
    public void A_maximum_with_a_larger_multiple_is_no_leaky_relu()
    {
        var x = graph.Input(2, 5);
        Assert.Equal(["MUL", "MAXIMUM"], graph.Import(graph.Emit(new Maximum(), x, graph.Emit(new Mul(), x, graph.Number(1.5f)))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Prelu_is_found_in_four_forms(int form)
    {
        var x = graph.Input(1, 3, 3, 4);
        var slope = graph.Factors(1, 1, 4);
        var positive = graph.Emit(new Relu(), x);
        var opposite = graph.Emit(new Relu(), graph.Emit(new Neg(), x));
        var result = form switch
        {
            0 => graph.Emit(new Add(), positive, graph.Emit(new Mul(), graph.Emit(new Neg(), slope), opposite)),
            1 => graph.Emit(new Sub(), positive, graph.Emit(new Mul(), slope, opposite)),
            2 => graph.Emit(new Add(), positive, graph.Emit(new Mul(), slope, graph.Emit(new Minimum(), x, graph.Number(0)))),
            _ => graph.Emit(
                new Add(), graph.Emit(new Maximum(), x, graph.Number(0)),
                graph.Emit(new Mul(), graph.Emit(new Mul(), graph.Emit(new Sub(), x, graph.Emit(new Abs(), x)), graph.Number(0.5f)),
                    slope)),
        };
        Assert.Equal(["PRELU"], graph.Import(result));
    }

    [Fact]
    public void Prelu_of_two_different_values_stays()
    {
        var result = graph.Emit(
            new Sub(), graph.Emit(new Relu(), graph.Input(4)),
            graph.Emit(new Mul(), graph.Factors(4), graph.Emit(new Relu(), graph.Emit(new Neg(), graph.Input(4)))));
        Assert.Equal(["RELU", "NEG", "RELU", "MUL", "SUB"], graph.Import(result));
    }

    [Theory]
    [InlineData(0f, 6f, "RELU6")]
    [InlineData(0f, 1f, "RELU_0_TO_1")]
    [InlineData(-1f, 1f, "RELU_N1_TO_1")]
    public void Bounds_become_the_activation_that_has_them(float lowest, float highest, string name)
    {
        var first = graph.Emit(new Maximum(), graph.Emit(new Minimum(), graph.Input(8), graph.Number(highest)), graph.Number(lowest));
        var second = graph.Emit(new Minimum(), graph.Number(highest), graph.Emit(new Maximum(), graph.Number(lowest), graph.Input(8)));
        Assert.Equal([name, name], graph.Import(first, second));
    }

    [Fact]
    public void Bounds_of_no_activation_stay()
    {
        var result = graph.Emit(new Minimum(), graph.Emit(new Maximum(), graph.Input(8), graph.Number(-2)), graph.Number(2));
        Assert.Equal(["MAXIMUM", "MINIMUM"], graph.Import(result));
    }

    [Fact]
    public void A_logistic_function_of_primitives_becomes_one_operator()
    {
        var power = graph.Emit(new Exp(), graph.Emit(new Neg(), graph.Input(8)));
        Assert.Equal(["LOGISTIC"], graph.Import(graph.Emit(new Div(), graph.Number(1), graph.Emit(new Add(), power, graph.Number(1)))));
    }

    private Value ErrorFunction(Value x)
    {
        var bounded =
            graph.Emit(new Minimum(), graph.Number(8), graph.Emit(new Mul(), graph.Emit(new Abs(), x), graph.Number(1.41421356f)));
        var argument = graph.Emit(new Maximum(), graph.Number(1e-30f), bounded);
        var twice = graph.Emit(new Mul(), graph.Emit(new Div(), graph.Emit(new Gelu(false), argument), argument), graph.Number(2));
        var magnitude = graph.Emit(new Sub(), twice, graph.Number(1));
        return graph.Emit(new SelectV2(), Comparison(new Less(), x), graph.Emit(new Neg(), magnitude), magnitude);
    }

    private Value Positive(Value x) => Comparison(new Greater(), x);

    private Value Comparison(Operator @operator, Value x)
    {
        var comparison = graph.Emit(@operator, x, graph.Number(0));
        graph.Edit.SetType(comparison, ElementType.Boolean, comparison.Shape);
        return comparison;
    }
}
