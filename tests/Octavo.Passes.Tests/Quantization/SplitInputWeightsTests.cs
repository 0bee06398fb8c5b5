using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class SplitInputWeightsTests
{
    private const int Depth = 6;
    private const int Units = 64;

    private readonly SketchedGraph graph = new();

    [Fact]
    public void Weights_with_a_few_large_columns_are_read_twice_and_compute_the_same()
    {
        var layer = Layer(largest: 60);
        Assert.Equal(["CONCATENATION", "MUL", "UNIDIRECTIONAL_SEQUENCE_RNN"], Run(layer));
        Assert.Equal(new Shape(Units, 2 * Depth), layer.Input(1).Shape);
    }

    [Fact]
    public void What_is_split_is_not_split_again()
    {
        var layer = Layer(largest: 60);
        Run(layer);
        Assert.Equal(3, graph.Edit.Graph.Nodes.Count);
        PassRunner.Run(graph.Edit.Graph, [new SplitInputWeights(new HashSet<Node> { layer })]);
        Assert.Equal(3, graph.Edit.Graph.Nodes.Count);
    }

    [Fact]
    public void Nodes_that_are_not_named_stay()
    {
        Layer(largest: 60);
        Assert.Equal(["UNIDIRECTIONAL_SEQUENCE_RNN"],
            graph.Run([new SplitInputWeights(new HashSet<Node>())], graph.Edit.Graph.Nodes[0].Output));
    }

    [Fact]
    public void The_second_reading_holds_what_one_scale_cannot_say()
    {
        var layer = Layer(largest: 60);
        var weights = layer.Input(1).Constant!.Evaluate().Values<float>().ToArray();
        Run(layer);
        var factors = layer.Input(0).Producer!.Input(1).Constant!.Evaluate().Values<float>().ToArray();
        var split = layer.Input(1).Constant!.Evaluate().Values<float>().ToArray();
        var step = split.Where((_, index) => index % (2 * Depth) < Depth).Max(MathF.Abs) / 127;
        Assert.All(factors, factor => Assert.Equal(factor, MathF.ScaleB(1, MathF.ILogB(factor))));
        for (var index = 0; index < weights.Length; index++)
        {
            var (unit, column) = Math.DivRem(index, Depth);
            var (coarse, rest) = (split[(2 * Depth * unit) + column], split[(2 * Depth * unit) + Depth + column]);
            Assert.Equal(weights[index], (coarse * factors[column]) + (rest * factors[Depth + column]),
                MathF.Abs(weights[index]) * 4 * float.Epsilon + (step * factors[column] / (1 << 20)));
            Assert.True(MathF.Abs(rest) <= step * SplitInputWeights.Magnification * 0.5001f);
        }
    }

    private string[] Run(Node layer) => graph.Run([new SplitInputWeights(new HashSet<Node> { layer })], layer.Output);

    /// <summary>A recurrent layer whose weights are at most 1, but for one in the first column.</summary>
    private Node Layer(float largest)
    {
        var values = graph.Weights(Units, Depth).Constant!.Evaluate().Values<float>().ToArray();
        values[0] = largest;
        var weights = graph.Constant(new Shape(Units, Depth), values);
        var state = graph.Edit.NewValue("state", ElementType.Float32, new Shape(1, Units));
        graph.Edit.SetVariable(state, true);
        return graph.Emit(
            new UnidirectionalSequenceRnn(Activation: FusedActivation.Tanh), graph.Input(1, 3, Depth), weights, Small(Units, Units),
            Small(Units), state).Producer!;
    }

    private Value Small(params int[] sizes)
    {
        var values = graph.Weights(sizes).Constant!.Evaluate().Values<float>().ToArray();
        return graph.Constant(new Shape(sizes), Array.ConvertAll(values, value => value / 16));
    }
}
