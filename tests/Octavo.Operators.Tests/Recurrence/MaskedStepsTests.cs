using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Layers over masked sequences, each against the same layer over the steps of each sequence that count.</summary>
public sealed class MaskedStepsTests
{
    private const int Batch = 3;
    private const int Time = 5;
    private const int Depth = 7;
    private const int Units = 6;

    /// <summary>[batch][time]: a hole, steps that are missing at both ends, and nothing but masked steps.</summary>
    private static readonly bool[][] Counts =
        [[true, false, true, true, true], [false, true, true, false, false], [false, false, false, false, false]];

    private static readonly Tensor Sequences = RandomTensor.Floats(1, Batch, Time, Depth);

    public static TheoryData<string> Layers =>
        [.. new[] { "simple", "memory", "projected memory", "gated, reset after", "gated, reset before" }];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Steps_that_are_masked_change_no_state(string layer)
    {
        foreach (var (masked, timeMajor) in new[] { (MaskedSteps.RepeatOutput, false), (MaskedSteps.ZeroOutput, true) })
        {
            var outputs = Run(layer, masked, timeMajor, Sequences, Counts);
            for (var item = 0; item < Batch; item++)
            {
                int[] counted = [.. Enumerable.Range(0, Time).Where(time => Counts[item][time])];
                var alone = counted.Length == 0 ? [] : Run(layer, MaskedSteps.None, timeMajor, Steps(item, counted), null)[0];
                var last = new float[Units];
                for (var time = 0; time < Time; time++)
                {
                    last = Counts[item][time] ? alone[Array.IndexOf(counted, time)] : masked == MaskedSteps.ZeroOutput ? new float[Units]
                        : last;
                    Assert.Equal(last, outputs[item][time]);
                }
            }
        }
    }

    [Fact]
    public void A_mask_of_another_size_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => Run("simple", MaskedSteps.ZeroOutput, false, Sequences, Counts[..2]));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("mask", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_that_is_absent_is_refused()
    {
        var node = WeightedNode.Node(Layer("simple", MaskedSteps.ZeroOutput, false),
            [.. Weights("simple", Batch).Prepend(WeightedNode.Computed(Sequences))]);
        Assert.Contains("mask is absent", ((IFloatKernel)node.Operator).SupportFloat(OperandTypes.Of(node)).Reason,
            StringComparison.Ordinal);
    }

    /// <summary>[batch][time][units].</summary>
    private static float[][][] Run(string layer, MaskedSteps masked, bool timeMajor, Tensor sequences, bool[][]? counts)
    {
        var (batch, time) = (sequences.Shape[0], sequences.Shape[1]);
        var values = sequences.Values<float>().ToArray();
        var input = timeMajor ? Tensor.From(new Shape(time, batch, Depth), Swap(values, batch, time, Depth)) : sequences;
        List<WeightedNode.Operand?> operands = [WeightedNode.Computed(input), .. Weights(layer, batch)];
        if (counts is not null)
        {
            byte[] mask = [.. counts.SelectMany(steps => steps).Select(step => (byte)(step ? 1 : 0))];
            var items = counts.Length;
            operands.Add(
                WeightedNode.Computed(
                    new Tensor(ElementType.Boolean, timeMajor ? new Shape(time, items) : new Shape(items, time),
                        timeMajor ? Swap(mask, items, time, 1) : mask)));
        }

        var result = WeightedNode.Run(Layer(layer, masked, timeMajor), [.. operands]).Values<float>().ToArray();
        result = timeMajor ? Swap(result, time, batch, Units) : result;
        return [.. Enumerable.Range(0, batch)
            .Select(item => Enumerable.Range(0, time).Select(step => result[(((item * time) + step) * Units)..][..Units]).ToArray())];
    }

    private static Operator Layer(string layer, MaskedSteps masked, bool timeMajor) => layer switch
    {
        "simple" => new RunTimeSequenceRnn(new UnidirectionalSequenceRnn(timeMajor, FusedActivation.Tanh), Masked: masked),
        "memory" or "projected memory" =>
            new RunTimeSequenceLstm(new UnidirectionalSequenceLstm(FusedActivation.Tanh, TimeMajor: timeMajor), Masked: masked),
        _ => new UnidirectionalSequenceGru(timeMajor, ResetAfter: layer.EndsWith("after", StringComparison.Ordinal), Masked: masked),
    };

    /// <summary>All operands but the sequence and the mask.</summary>
    private static WeightedNode.Operand?[] Weights(string layer, int batch)
    {
        WeightedNode.Operand State(int width) =>
            WeightedNode.Computed(Tensor.From<float>(new Shape(batch, width), new float[batch * width]));
        switch (layer)
        {
            case "simple":
                return [RandomTensor.Floats(2, Units, Depth), RandomTensor.Floats(3, Units, Units), RandomTensor.Floats(4, Units),
                    State(Units)];
            case "memory" or "projected memory":
                var units = layer == "memory" ? Units : Units + 2;
                var operands = new WeightedNode.Operand?[23];
                for (var gate = 0; gate < 4; gate++)
                {
                    operands[gate] = RandomTensor.Floats(10 + gate, units, Depth);
                    operands[4 + gate] = RandomTensor.Floats(20 + gate, units, Units);
                    operands[11 + gate] = RandomTensor.Floats(30 + gate, units);
                }

                operands[15] = layer == "memory" ? null : RandomTensor.Floats(40, Units, units);
                (operands[17], operands[18]) = (State(Units), State(units));
                return operands;
            default:
                return [RandomTensor.Floats(5, 3 * Units, Depth), RandomTensor.Floats(6, 3 * Units, Units),
                    RandomTensor.Floats(7, 3 * Units), RandomTensor.Floats(8, 3 * Units), State(Units)];
        }
    }

    private static Tensor Steps(int item, int[] steps) => Tensor.From(
        new Shape(1, steps.Length, Depth),
        [.. steps.SelectMany(step => Sequences.Values<float>().ToArray()[(((item * Time) + step) * Depth)..][..Depth])]);

    /// <summary>[first, second, width] as [second, first, width].</summary>
    private static T[] Swap<T>(T[] values, int first, int second, int width) =>
        [.. Enumerable.Range(0, second)
            .SelectMany(outer => Enumerable.Range(0, first).SelectMany(inner => values[(((inner * second) + outer) * width)..][..width]))];
}
