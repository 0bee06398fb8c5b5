using Octavo.Operators;
using Octavo.Tensors;
using Random = Octavo.KernelDigest.OperatorSample.Random;

namespace Octavo.KernelDigest;

/// <summary>Recurrent operators over five steps of two sequences; widths that no vector width divides.</summary>
internal static class RecurrentSamples
{
    private const int Depth = 21;
    private const int Units = 37;

    private static readonly Tensor Sequences = Random.Floats(11, 2, 5, Depth);

    private static readonly Shape State = new(2, Units);

    private static readonly Func<int, int[], Tensor> Floats = (seed, sizes) => Small(Random.Floats(seed, sizes));

    private static readonly Func<int, int[], Tensor> Bytes = Random.Bytes;

    public static IEnumerable<OperatorSample> All =>
    [
        Layer("recurrent layer", Floats, false),
        Layer("recurrent layer, int8", Bytes, false),
        Layer("recurrent layer, int8, asymmetric", Bytes, true),
        Memory("memory", Floats, false),
        Memory("memory, int8", Bytes, false),
        Memory("memory, int8, asymmetric", Bytes, true),
        BothWaysLayer("recurrent layer both ways", Floats),
        BothWaysLayer("recurrent layer both ways, int8", Bytes),
        BothWaysMemory("memory both ways", Floats),
        BothWaysMemory("memory both ways, int8", Bytes),
        GatedUnits("gated units", Floats),
        GatedUnits("gated units, int8", Bytes),
        Filters("filters over time", Floats),
        Filters("filters over time, int8", Bytes),
    ];

    private static OperatorSample Layer(string name, Func<int, int[], Tensor> weights, bool asymmetric) => new(
        name, new UnidirectionalSequenceRnn(Activation: FusedActivation.Tanh, AsymmetricQuantizeInputs: asymmetric), 0,
        [Sequences, weights(12, [Units, Depth]), weights(13, [Units, Units]), Random.Floats(14, Units), null])
    {
        States = new Dictionary<int, Shape> { [4] = State },
    };

    private static OperatorSample Memory(string name, Func<int, int[], Tensor> weights, bool asymmetric)
    {
        var inputs = new Tensor?[24];
        inputs[0] = Sequences;
        for (var gate = 0; gate < 4; gate++)
        {
            inputs[1 + gate] = weights(20 + gate, [Units, Depth]);
            inputs[5 + gate] = weights(30 + gate, [Units, Units]);
            inputs[12 + gate] = Random.Floats(40 + gate, Units);
        }

        return new(name, new UnidirectionalSequenceLstm(FusedActivation.Tanh, CellClip: 10, AsymmetricQuantizeInputs: asymmetric), 0,
            inputs)
        {
            States = new Dictionary<int, Shape> { [18] = State, [19] = State },
        };
    }

    private static OperatorSample BothWaysLayer(string name, Func<int, int[], Tensor> weights)
    {
        var inputs = new Tensor?[12];
        inputs[0] = Sequences;
        foreach (var first in new[] { 1, 5 })
        {
            (inputs[first], inputs[first + 1]) = (weights(70 + first, [Units, Depth]), weights(80 + first, [Units, Units]));
            inputs[first + 2] = Random.Floats(90 + first, Units);
        }

        return new(name, new BidirectionalSequenceRnn(Activation: FusedActivation.Tanh, MergeOutputs: true), 0, inputs)
        {
            States = new Dictionary<int, Shape> { [4] = State, [8] = State },
        };
    }

    private static OperatorSample BothWaysMemory(string name, Func<int, int[], Tensor> weights)
    {
        var inputs = new Tensor?[48];
        inputs[0] = Sequences;
        foreach (var first in new[] { 1, 18 })
        {
            for (var gate = 0; gate < 4; gate++)
            {
                inputs[first + gate] = weights(100 + first + gate, [Units, Depth]);
                inputs[first + 4 + gate] = weights(130 + first + gate, [Units, Units]);
                inputs[first + 11 + gate] = Random.Floats(160 + first + gate, Units);
            }
        }

        return new(name,
            new BidirectionalSequenceLstm(FusedActivation.Tanh, MergeOutputs: true, TimeMajor: false, AsymmetricQuantizeInputs: true), 0,
            inputs)
        {
            States = new Dictionary<int, Shape> { [35] = State, [36] = State, [37] = State, [38] = State },
        };
    }

    private static OperatorSample GatedUnits(string name, Func<int, int[], Tensor> weights) => new(
        name, new UnidirectionalSequenceGru(ResetAfter: true, AsymmetricQuantizeInputs: true), 0,
        [Sequences, weights(50, [3 * Units, Depth]), weights(51, [3 * Units, Units]), Random.Floats(52, 3 * Units),
            Random.Floats(53, 3 * Units)]);

    private static OperatorSample Filters(string name, Func<int, int[], Tensor> weights) => new(
        name, new Svdf(2, FusedActivation.Relu), 0,
        [Random.Floats(60, 2, Depth), weights(61, [2 * Units, Depth]), weights(62, [2 * Units, 9]), Random.Floats(63, Units), null])
    {
        States = new Dictionary<int, Shape> { [4] = new Shape(2, 2 * Units * 9) },
    };

    /// <summary>Weights that do not saturate the gates.</summary>
    private static Tensor Small(Tensor tensor) =>
        Tensor.From<float>(tensor.Shape, Array.ConvertAll(tensor.Values<float>().ToArray(), value => value / 16));
}
