using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Simple recurrent layers, each against the layer of a single step.</summary>
public sealed class SimpleRecurrenceTests
{
    private const int Batch = 3;
    private const int Time = 4;
    private const int Depth = 7;
    private const int Units = 5;

    private static readonly Tensor Weights = RandomTensor.Floats(2, Units, Depth);
    private static readonly Tensor Recurrent = RandomTensor.Floats(3, Units, Units);
    private static readonly Tensor Bias = RandomTensor.Floats(4, Units);
    private static readonly Tensor State = RandomTensor.Floats(5, Batch, Units);

    [Fact]
    public void A_step_is_the_activation_of_bias_and_both_products()
    {
        var input = RandomTensor.Floats(1, Batch, Depth);
        var result = WeightedNode.Run(new Rnn(FusedActivation.Relu), input, Weights, Recurrent, Bias, State);
        var expected = new ExpectedSum[Batch * Units];
        for (var index = 0; index < expected.Length; index++)
        {
            var (row, unit) = (index / Units, index % Units);
            expected[index].Add(1, Bias.Values<float>()[unit]);
            for (var k = 0; k < Depth; k++)
            {
                expected[index].Add(input.Values<float>()[(row * Depth) + k], Weights.Values<float>()[(unit * Depth) + k]);
            }

            for (var k = 0; k < Units; k++)
            {
                expected[index].Add(State.Values<float>()[(row * Units) + k], Recurrent.Values<float>()[(unit * Units) + k]);
            }
        }

        ExpectedSum.AssertEqual(expected, result, minimum: 0);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_sequence_has_the_bits_of_its_steps(bool timeMajor, bool hybrid)
    {
        var input = RandomTensor.Floats(1, Time, Batch, Depth);
        var result = WeightedNode.Run(
            new UnidirectionalSequenceRnn(timeMajor, FusedActivation.Tanh, true), timeMajor ? input : Swap(input), W(Weights, hybrid),
            W(Recurrent, hybrid), Bias, State);
        Assert.Equal(Steps(input, hybrid, backward: false).Values<float>(), (timeMajor ? result : Swap(result)).Values<float>());
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void Both_directions_have_the_bits_of_their_steps(bool timeMajor, bool merge, bool hybrid)
    {
        var input = RandomTensor.Floats(1, Time, Batch, Depth);
        var edit = new GraphEdit(new Graph("test"));
        var operands = new[] { W(timeMajor ? input : Swap(input), false), W(Weights, hybrid), W(Recurrent, hybrid), W(Bias, false),
            W(State, false), W(Weights, hybrid), W(Recurrent, hybrid), W(Bias, false), W(State, false) };
        var values = operands.Select((operand, index) => edit.AddConstant($"input{index}", operand.Tensor)).ToArray();
        for (var index = 0; index < values.Length; index++)
        {
            edit.SetQuantization(values[index], operands[index].Quantization);
        }

        var @operator = new BidirectionalSequenceRnn(timeMajor, FusedActivation.Tanh, merge, true);
        var outputs = Enumerable.Range(0, merge ? 1 : 2)
            .Select(index => edit.NewValue($"output{index}", ElementType.Float32, Shape.Unknown)).ToArray();
        var results =
            NodeEvaluator.Evaluate(edit.AddNode("node", @operator, values, outputs), [.. operands.Select(operand => operand.Tensor)])
            .Select(result => timeMajor ? result : Swap(result)).ToArray();
        var width = merge ? 2 * Units : Units;
        var (forward, backward) = (Steps(input, hybrid, backward: false), Steps(input, hybrid, backward: true));
        for (var row = 0; row < Time * Batch; row++)
        {
            Assert.Equal(forward.Values<float>().Slice(row * Units, Units), results[0].Values<float>().Slice(row * width, Units));
            Assert.Equal(backward.Values<float>().Slice(row * Units, Units),
                results[^1].Values<float>().Slice((row * width) + (merge ? Units : 0), Units));
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var input = RandomTensor.Floats(1, Time, Batch, Depth);
        Refuses(new UnidirectionalSequenceRnn(), input, RandomTensor.Floats(1, Units, Depth + 1), Recurrent, Bias, State);
        Refuses(new UnidirectionalSequenceRnn(), input, Weights, RandomTensor.Floats(1, Units, Depth), Bias, State);
        Refuses(new UnidirectionalSequenceRnn(), input, Weights, Recurrent, RandomTensor.Floats(1, Depth), State);
        Refuses(new UnidirectionalSequenceRnn(), input, Weights, Recurrent, Bias, RandomTensor.Floats(1, Batch, Depth));
        Refuses(new Rnn(), input, Weights, Recurrent, Bias, State);
    }

    private static void Refuses(Operator @operator, params WeightedNode.Operand?[] operands) =>
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => WeightedNode.Node(@operator, operands)).Kind);

    /// <summary>The states [time, batch, units], made one step at a time.</summary>
    private static Tensor Steps(Tensor input, bool hybrid, bool backward)
    {
        var states = new float[Time * Batch * Units];
        var state = State;
        for (var moment = 0; moment < Time; moment++)
        {
            var time = backward ? Time - 1 - moment : moment;
            var x = Tensor.From<float>(new Shape(Batch, Depth), input.Values<float>().Slice(time * Batch * Depth, Batch * Depth).ToArray());
            state = WeightedNode.Run(new Rnn(FusedActivation.Tanh, true), x, W(Weights, hybrid), W(Recurrent, hybrid), Bias, state);
            state.Values<float>().CopyTo(states.AsSpan(time * Batch * Units));
        }

        return Tensor.From<float>(new Shape(Time, Batch, Units), states);
    }

    /// <summary>The tensor, or bytes of its shape with a scale.</summary>
    private static WeightedNode.Operand W(Tensor tensor, bool hybrid) =>
        hybrid ? new(RandomTensor.Bytes(tensor.Shape[1], [.. tensor.Shape.Sizes]), AffineQuantization.PerTensor(0.01f, 0)) : new(tensor);

    /// <summary>[a, b, width] to [b, a, width].</summary>
    private static Tensor Swap(Tensor tensor)
    {
        var (first, second, width) = (tensor.Shape[0], tensor.Shape[1], tensor.Shape[2]);
        var swapped = new float[tensor.ElementCount];
        for (var row = 0; row < first * second; row++)
        {
            var target = (row % second * first) + (row / second);
            tensor.Values<float>().Slice(row * width, width).CopyTo(swapped.AsSpan(target * width));
        }

        return Tensor.From<float>(new Shape(second, first, width), swapped);
    }
}
