using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class UnidirectionalSequenceGruTests
{
    private const int Depth = 9;
    private const int Units = 13;
    private const int Moments = 4;
    private const float LargestWeight = 0.25f;

    public static TheoryData<bool, bool, bool, bool, int> Forms
    {
        get
        {
            var data = new TheoryData<bool, bool, bool, bool, int>();
            foreach (var (timeMajor, backward) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                foreach (var batch in new[] { 1, 5 })
                {
                    data.Add(timeMajor, backward, true, false, batch);
                    data.Add(timeMajor, backward, false, false, batch);
                    data.Add(timeMajor, backward, false, true, batch);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void States_are_those_of_the_definition(bool timeMajor, bool backward, bool resetAfter, bool joined, int batch)
    {
        var definition = Definition(new UnidirectionalSequenceGru(timeMajor, resetAfter, backward, JoinedInputs: joined), batch);
        var (states, last) = definition.Compute();
        var outputs = Run(definition);
        Assert.Equal(definition.Input.Shape.With(-1, Units), outputs[0].Shape);
        Assert.Equal(new Shape(batch, Units), outputs[1].Shape);
        AssertNear(states, outputs[0], definition);
        AssertNear(last, outputs[1], definition);
    }

    [Fact]
    public void Without_biases_and_an_initial_state_it_starts_from_zeros()
    {
        var definition = Definition(new UnidirectionalSequenceGru(ResetAfter: true, Activation: FusedActivation.Relu),
            2) with { Bias = null, RecurrentBias = null, InitialState = null };
        AssertNear(definition.Compute().States, Run(definition)[0], definition);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Hybrid_states_have_the_bits_of_a_loop_of_fully_connected_layers(bool resetAfter, bool asymmetric)
    {
        const int batch = 3;
        var input = RandomTensor.Floats(1, Moments, batch, Depth);
        var (bias, recurrentBias) = (RandomTensor.Floats(4, 3 * Units), RandomTensor.Floats(5, 3 * Units));
        var weights =
            Quantized(RandomTensor.Bytes(2, 3 * Units, Depth), [.. Enumerable.Range(1, 3 * Units).Select(output => output * 1e-4f)]);
        var recurrent = Quantized(RandomTensor.Bytes(3, 3 * Units, Units), [0.003f]);
        var result = WeightedNode.Run(new UnidirectionalSequenceGru(true, resetAfter, AsymmetricQuantizeInputs: asymmetric), input, weights,
            recurrent, bias, recurrentBias);
        var state = new float[batch * Units];
        for (var moment = 0; moment < Moments; moment++)
        {
            var product = new FullyConnected(AsymmetricQuantizeInputs: asymmetric);
            var x = Tensor.From<float>(new Shape(batch, Depth), input.Values<float>().Slice(moment * batch * Depth, batch * Depth)
                .ToArray());
            var u = WeightedNode.Run(product, x, weights, bias).Values<float>().ToArray();
            var v = WeightedNode.Run(product, States(state), recurrent, recurrentBias).Values<float>().ToArray();
            var (z, r) = (Gate(u, v, 0), Gate(u, v, 1));
            var candidate = resetAfter ? Row(v, 2)
                : Row(WeightedNode.Run(product, States(Multiply(r, state)), recurrent, recurrentBias).Values<float>().ToArray(), 2);
            candidate = Tanh(Add(Row(u, 2), resetAfter ? Multiply(r, candidate) : candidate));
            state = Add(Multiply(z, state), Multiply([.. z.Select(gate => 1 - gate)], candidate));
            Assert.Equal(state, result.Values<float>().Slice(moment * state.Length, state.Length).ToArray());
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var input = RandomTensor.Floats(1, 2, 3, Depth);
        var weights = RandomTensor.Floats(2, 3 * Units, Depth);
        var recurrent = RandomTensor.Floats(3, 3 * Units, Units);
        Refuses(new(), input, RandomTensor.Floats(2, 3 * Units, Depth + 1), recurrent);
        Refuses(new(), input, weights, RandomTensor.Floats(2, 2 * Units, Units));
        Refuses(new(), input, weights, recurrent, RandomTensor.Floats(2, Units));
        Refuses(new(), input, weights, recurrent, null, null, RandomTensor.Floats(2, 3, Units));
        Refuses(new(JoinedInputs: true), input, weights, recurrent);
        Refuses(new(ResetAfter: true, JoinedInputs: true), input, weights, recurrent);
    }

    private static void Refuses(UnidirectionalSequenceGru @operator, params WeightedNode.Operand?[] operands) =>
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => WeightedNode.Node(@operator, operands)).Kind);

    private static GruDefinition Definition(UnidirectionalSequenceGru @operator, int batch)
    {
        var input = @operator.TimeMajor ? RandomTensor.Floats(1, Moments, batch, Depth) : RandomTensor.Floats(1, batch, Moments, Depth);
        return @operator.JoinedInputs
            ? new GruDefinition(
                @operator, input, Small(2, 2 * Units, Depth + Units), Small(3, Units, Depth + Units), Small(4, 2 * Units), Small(5, Units),
                Small(6, batch, Units))
            : new GruDefinition(@operator, input, Small(2, 3 * Units, Depth), Small(3, 3 * Units, Units), Small(4, 3 * Units),
                Small(5, 3 * Units), Small(6, batch, Units));
    }

    private static Tensor Small(int seed, params int[] sizes)
    {
        var tensor = RandomTensor.Floats(seed, sizes);
        return Tensor.From<float>(tensor.Shape, Array.ConvertAll(tensor.Values<float>().ToArray(), value => value * LargestWeight / 2));
    }

    private static IReadOnlyList<Tensor> Run(GruDefinition definition) => NodeUnderTest.Run(
        definition.Operator, 2,
        [definition.Input, definition.Weights, definition.Recurrent, definition.Bias, definition.RecurrentBias, definition.InitialState]);

    private static void AssertNear(double[] expected, Tensor actual, GruDefinition definition)
    {
        var tolerance = definition.Tolerance(LargestWeight, Moments);
        var values = actual.Values<float>();
        Assert.Equal(expected.Length, values.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - values[index]) <= tolerance,
                $"element {index}: {values[index]:R} is not {expected[index]:R} within {tolerance:R}");
        }
    }

    private static WeightedNode.Operand Quantized(Tensor tensor, float[] scales) =>
        new(tensor, new AffineQuantization([.. scales], [.. scales.Select(_ => 0L)]));

    private static Tensor States(float[] state) => Tensor.From<float>(new Shape(state.Length / Units, Units), state);

    private static float[] Gate(float[] input, float[] recurrent, int gate) =>
        NodeUnderTest.Run(new Logistic(), States(Add(Row(input, gate), Row(recurrent, gate))))[0].Values<float>().ToArray();

    private static float[] Tanh(float[] values) => NodeUnderTest.Run(new Tanh(), States(values))[0].Values<float>().ToArray();

    private static float[] Add(float[] left, float[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static float[] Multiply(float[] left, float[] right) => [.. left.Zip(right, (a, b) => a * b)];

    /// <summary>One gate's units out of rows that hold all three.</summary>
    private static float[] Row(float[] sums, int gate) =>
        [.. Enumerable.Range(0, sums.Length / 3).Select(index => sums[(index / Units * 3 * Units) + (gate * Units) + (index % Units)])];
}
