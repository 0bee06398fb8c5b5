using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Keras's ConvLSTM2D over pictures [batch, time, height, width, channels] with an open batch and an open length: gates are convolutions of
/// step and state. TFLite has no operator of it.
/// </summary>
public sealed class ConvolutionalLayerTests
{
    private const int Side = 4;
    private const int Channels = 8;
    private const int Filters = 12;
    private const int Kernel = 3;
    private const int Steps = 4;
    private const string Hybrid = "dynamic-range-int8";

    private static readonly Tensor InputKernel = Random(Channels, 1);
    private static readonly Tensor StateKernel = Random(Filters, 2);

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, Hybrid)]
    public void It_stays_a_loop_that_says_so(bool returnsSequences, string? recipe)
    {
        var model = new FrozenModel(
            [("x", DataType.DtFloat, [-1, -1, Side, Side, Channels])],
            [KeyValuePair.Create("kernel", InputKernel), KeyValuePair.Create("recurrent_kernel", StateKernel)],
            (scope, inputs) => Layer(scope, inputs[0], returnsSequences), UsesFunctions: true);
        Tensor[] inputs = [.. new[] { 1, 3 }.Select(batch => Tensor.From(
            new Shape(batch, Steps, Side, Side, Channels),
            new SequenceBatch(batch, Steps, Side * Side * Channels).ToTensor(false).Values<float>().ToArray()))];
        var runs = ModelRun.Of(model.Write(), recipe, [.. inputs.Select(input => new Dictionary<string, Tensor> { ["x"] = input })]);
        foreach (var (input, run) in inputs.Zip(runs))
        {
            run.MustBe(
                [.. input.Values<float>().ToArray().Chunk(Steps * Side * Side * Channels)
                    .SelectMany(sequence => Outputs(sequence, returnsSequences))],
                Steps * Kernel * Kernel * (Channels + Filters), recipe is not null);
        }

        var note = Assert.Single(runs[0].Report.Recurrence);
        Assert.Equal("WHILE", note.Result);
        Assert.Contains("reads no sequence [time, batch, depth]", note.Reason, StringComparison.Ordinal);
    }

    private static Tensor Random(int inputs, int seed)
    {
        var random = new Random(seed);
        return Tensor.From(new Shape(Kernel, Kernel, inputs, 4 * Filters),
            [.. Enumerable.Range(0, Kernel * Kernel * inputs * 4 * Filters).Select(_ => (random.NextSingle() - 0.5f) * 0.3f)]);
    }

    private static string Layer(LayerScope scope, string input, bool returnsSequences)
    {
        var (nodes, form) = (scope.Nodes.Inside("conv_lstm2d/"), scope.Form);
        var swapped = new[] { 1, 0, 2, 3, 4 };
        var sequence = nodes.Add("Transpose", "transpose", input, nodes.Integers("transpose/perm", swapped));
        var steps = nodes.Size("steps", sequence, 0);
        var sum = nodes.Add("Sum", "Sum", nodes.Add("ZerosLike", "zeros_like", input), nodes.Integers("Sum/reduction_indices", 1));
        var zeros = Convolve(nodes, "convolution", sum,
            nodes.Constant("zeros",
                Tensor.From(new Shape(Kernel, Kernel, Channels, Filters), new float[Kernel * Kernel * Channels * Filters])));
        var reads = form.Unstack(nodes, sequence, steps, -1, Side, Side, Channels);
        var outputs = form.Reserve(nodes, returnsSequences ? steps : nodes.Integer("num_elements", 1), -1, Side, Side, Filters);
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs), new LoopValue(zeros, DataType.DtFloat),
                new LoopValue(zeros, DataType.DtFloat)],
            (loop, values) => loop.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], loop.Int32(steps)),
            (loop, values) =>
            {
                var next = Step(loop.Nodes, form.Read(loop, reads, values[0], -1, Side, Side, Channels), scope.Read(loop, "kernel"),
                    scope.Read(loop, "recurrent_kernel"), values[2..]);
                var written = form.Write(loop, outputs, values[1], returnsSequences ? values[0] : loop.Nodes.Integer("place", 0), next[0]);
                return [loop.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], loop.Nodes.Integer("add_time/y", 1)),
                    written, .. next];
            });
        var stacked = form.Stack(nodes, outputs, last[1], steps, -1, Side, Side, Filters);
        return returnsSequences ? nodes.Add("Transpose", "transpose_1", stacked, nodes.Integers("transpose_1/perm", swapped))
            : nodes.Position("strided_slice_last", stacked, -1);
    }

    private static string[] Step(NodeScope nodes, string input, string kernel, string recurrent, string[] states)
    {
        string[] Split(string name, string value) =>
            nodes.Outputs("Split", name, 4, [("num_split", 4)], nodes.Integer($"{name}/split_dim", 3), value);
        var (reads, looks) = (Split("split", kernel), Split("split_1", recurrent));
        string[] sums = [.. Enumerable.Range(0, 4).Select(gate => nodes.Add(
            "AddV2", $"add_{gate}", Convolve(nodes, $"convolution_{gate}", input, reads[gate]),
            Convolve(nodes, $"convolution_{gate + 4}", states[0], looks[gate])))];
        string Gate(int gate) => WrittenActivation.HardSigmoid.Emit(nodes, $"gate_{gate}", sums[gate]);
        var kept = nodes.Add("Mul", "mul", Gate(1), states[1]);
        var cell = nodes.Add("AddV2", "add_4", kept, nodes.Add("Mul", "mul_1", Gate(0), nodes.Add("Tanh", "Tanh", sums[2])));
        return [nodes.Add("Mul", "mul_2", Gate(3), nodes.Add("Tanh", "Tanh_1", cell)), cell];
    }

    private static string Convolve(NodeScope nodes, string name, string input, string filter) =>
        nodes.Add("Conv2D", name, [("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME")], input, filter);

    private static double[] Outputs(float[] sequence, bool returnsSequences)
    {
        var (hidden, cell) = (new double[Side * Side * Filters], new double[Side * Side * Filters]);
        var outputs = new List<double>();
        foreach (var step in sequence.Chunk(Side * Side * Channels))
        {
            var (read, looked) =
                (Convolution([.. step.Select(value => (double)value)], InputKernel, Channels), Convolution(hidden, StateKernel, Filters));
            double Sum(int place, int gate) => read[PlaceOf(place, gate)] + looked[PlaceOf(place, gate)];
            double Gate(int place, int gate) => WrittenActivation.HardSigmoid.Of(Sum(place, gate));
            cell = [.. cell.Select((value, place) => (Gate(place, 1) * value) + (Gate(place, 0) * Math.Tanh(Sum(place, 2))))];
            hidden = [.. cell.Select((value, place) => Gate(place, 3) * Math.Tanh(value))];
            outputs.AddRange(hidden);
        }

        return [.. returnsSequences ? outputs : outputs[^hidden.Length..]];
    }

    private static int PlaceOf(int place, int gate) => (place / Filters * 4 * Filters) + (gate * Filters) + (place % Filters);

    private static double[] Convolution(double[] picture, Tensor filter, int channels)
    {
        var weights = filter.Values<float>().ToArray();
        var result = new double[Side * Side * 4 * Filters];
        for (var tap = 0; tap < Kernel * Kernel; tap++)
        {
            for (var place = 0; place < Side * Side; place++)
            {
                var (row, column) = ((place / Side) + (tap / Kernel) - 1, (place % Side) + (tap % Kernel) - 1);
                for (var product = 0; row is >= 0 and < Side && column is >= 0 and < Side && product < channels * 4 * Filters; product++)
                {
                    result[(place * 4 * Filters) + (product % (4 * Filters))] += picture[(((row * Side) + column) * channels)
                        + (product / (4 * Filters))] * weights[(tap * channels * 4 * Filters) + product];
                }
            }
        }

        return result;
    }
}
