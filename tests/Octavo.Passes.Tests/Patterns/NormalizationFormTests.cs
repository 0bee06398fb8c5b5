using Octavo.Operators;

namespace Octavo.Passes.Tests;

public sealed class NormalizationFormTests
{
    private readonly SketchedGraph graph = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Softmax_of_primitives_becomes_one_operator(bool subtractsMaximum)
    {
        var x = graph.Input(3, 5);
        var shifted = subtractsMaximum ? graph.Emit(new Sub(), x, graph.Emit(new ReduceMax(true), x, graph.Integers(1))) : x;
        var power = graph.Emit(new Exp(), shifted);
        Assert.Equal(["SOFTMAX"], graph.Import(graph.Emit(new Div(), power, graph.Emit(new Sum(true), power, graph.Integers(-1)))));
    }

    [Fact]
    public void Softmax_along_another_axis_stays()
    {
        var power = graph.Emit(new Exp(), graph.Input(3, 5));
        Assert.Equal(["EXP", "SUM", "DIV"],
            graph.Import(graph.Emit(new Div(), power, graph.Emit(new Sum(true), power, graph.Integers(0)))));
    }

    [Fact]
    public void The_logarithm_of_softmax_becomes_one_operator()
    {
        var x = graph.Input(3, 5);
        var shifted =
            graph.Emit(new Sub(), graph.Input(3, 5), graph.Emit(new ReduceMax(true), graph.Edit.Graph.Inputs[1], graph.Integers(1)));
        var sum = graph.Emit(new Sum(true), graph.Emit(new Exp(), shifted), graph.Integers(1));
        Assert.Equal(
            ["LOG_SOFTMAX", "LOG_SOFTMAX"],
            graph.Import(graph.Emit(new Log(), graph.Emit(new Softmax(1), x)), graph.Emit(new Sub(), shifted, graph.Emit(new Log(), sum))));
    }

    [Fact]
    public void X_less_the_logarithm_of_a_sum_of_powers_becomes_the_logarithm_of_softmax()
    {
        var x = graph.Input(3, 5);
        var largest = graph.Emit(new ReduceMax(true), x, graph.Integers(1));
        var isFinite = graph.Emit(new Less(), graph.Emit(new Abs(), largest), graph.Number(float.PositiveInfinity));
        graph.Edit.SetType(isFinite, Octavo.ElementType.Boolean, isFinite.Shape);
        var finite = graph.Emit(new SelectV2(), isFinite, largest, graph.Number(0));
        graph.Edit.SetType(finite, Octavo.ElementType.Float32, finite.Shape);
        var sum = graph.Emit(new Sum(true), graph.Emit(new Exp(), graph.Emit(new Sub(), x, finite)), graph.Integers(1));
        var logarithm = graph.Emit(new Add(), graph.Emit(new Log(), sum), finite);
        Assert.Equal(["LOG_SOFTMAX"], graph.Import(graph.Emit(new Sub(), x, logarithm)));
    }

    [Fact]
    public void Five_axes_that_are_stretched_keep_the_difference_and_its_square_apart()
    {
        var x = graph.Input(1, 3, 2, 2, 2);
        var mean = graph.Emit(new Mean(true), x, graph.Integers(1, 2, 4));
        var difference = graph.Emit(new Sub(), x, mean);
        var stretched = graph.Emit(new BroadcastTo(), mean, graph.Integers(1, 3, 2, 2, 2));
        Assert.Equal(["MEAN", "SUB", "MUL"], graph.Import(graph.Emit(new SquaredDifference(), x, stretched), difference));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void L2_normalization_of_primitives_becomes_one_operator(int form)
    {
        var x = graph.Input(3, 5);
        var sum = graph.Emit(new Sum(true), graph.Emit(new Square(), x), graph.Integers(-1));
        var bounded = graph.Emit(new Maximum(), sum, graph.Number(1e-12f));
        var result = form switch
        {
            0 => graph.Emit(new Mul(), x, graph.Emit(new Rsqrt(), bounded)),
            1 => graph.Emit(new Div(), x, graph.Emit(new Sqrt(), bounded)),
            _ => graph.Emit(new Div(), x, graph.Emit(new Sqrt(), sum)),
        };
        Assert.Equal(["L2_NORMALIZATION"], graph.Import(result));
    }

    [Fact]
    public void L2_normalization_with_a_large_bound_stays()
    {
        var x = graph.Input(3, 5);
        var sum = graph.Emit(new Sum(true), graph.Emit(new Mul(), x, x), graph.Integers(1));
        var root = graph.Emit(new Rsqrt(), graph.Emit(new Maximum(), sum, graph.Number(0.01f)));
        Assert.Equal(["MUL", "SUM", "MAXIMUM", "RSQRT", "MUL"], graph.Import(graph.Emit(new Mul(), x, root)));
    }

    [Fact]
    public void The_square_of_a_difference_becomes_a_squared_difference()
    {
        var x = graph.Input(3, 5);
        var difference = graph.Emit(new Sub(), x, graph.Emit(new Mean(true), x, graph.Integers(1)));
        var variance = graph.Emit(new Mean(true), graph.Emit(new Mul(), difference, difference), graph.Integers(1));
        Assert.Equal(["MEAN", "SQUARED_DIFFERENCE", "MEAN"], graph.Import(variance));
    }

    [Fact]
    public void The_square_of_a_difference_that_is_read_elsewhere_becomes_one_beside_the_difference()
    {
        var x = graph.Input(3, 5);
        var difference = graph.Emit(new Sub(), x, graph.Input(3, 5));
        var square = graph.Emit(new Square(), difference);
        Assert.Equal(["SUB", "SQUARED_DIFFERENCE"], graph.Import(square, difference));
    }

    [Fact]
    public void Constants_one_behind_the_other_are_merged_and_roots_become_one_operator()
    {
        var x = graph.Input(3, 5);
        var scaled = graph.Emit(new Mul(), graph.Emit(new Div(), graph.Emit(new Abs(), x), graph.Number(3)), graph.Factors(5));
        var moved = graph.Emit(new Sub(), graph.Emit(new Add(), scaled, graph.Number(2)), graph.Weights(5));
        var root = graph.Emit(new Div(), graph.Number(1), graph.Emit(new Pow(), moved, graph.Number(0.5f)));
        Assert.Equal(["ABS", "MUL", "ADD", "RSQRT"], graph.Import(root));
    }
}
