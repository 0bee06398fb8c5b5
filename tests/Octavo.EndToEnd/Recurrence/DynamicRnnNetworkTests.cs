using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Models of several <c>dynamic_rnn</c> of TensorFlow 1, time-major, with an open batch and an open length.</summary>
public sealed class DynamicRnnNetworkTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const string Hybrid = "dynamic-range-int8";
    private const string Loop = "WHILE";

    private static readonly int[] Lengths = [3, 5, 1];

    /// <summary>Cell, whether lengths are fed, whether loops are functions, recipe.</summary>
    public static TheoryData<string, bool, bool, string?> Models => new()
    {
        { "basic", false, false, null },
        { "basic", true, true, null },
        { "lstm", false, true, Hybrid },
        { "lstm", false, false, null },
        { "lstm", true, false, null },
        { "gru", false, true, null },
        { "gru", true, false, Hybrid },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Both_directions_twice(string cell, bool hasLengths, bool usesFunctions, string? recipe)
    {
        var layers = new[] { "fw", "bw", "fw_1",
            "bw_1" }.Select((name, index) => new DynamicRnnLayer(name, CellOf(cell, index < 2 ? Depth : 2 * Units))).ToArray();
        var run = Check(layers, hasLengths, usesFunctions, recipe,
            (scope, x, lengths) => Both(scope, layers[2..], Both(scope, layers[..2], x, lengths), lengths),
            (x, length) => BothOf(layers[2..], BothOf(layers[..2], x, length), length));
        if (cell != "gru" && !hasLengths)
        {
            Assert.Equal(2, run.Report.Operators[cell == "lstm" ? "BIDIRECTIONAL_SEQUENCE_LSTM" : "BIDIRECTIONAL_SEQUENCE_RNN"]);
            Assert.DoesNotContain("REVERSE_V2", run.Report.Operators.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Cells_of_several_sizes_in_one_loop(string cell, bool hasLengths, bool usesFunctions, string? recipe)
    {
        var layer = new DynamicRnnLayer("multi", new StackWrittenCell(CellOf(cell, Depth, 40), CellOf(cell, 40, 48), CellOf(cell, 48)));
        var run = Check([layer], hasLengths, usesFunctions, recipe, (scope, x, lengths) => layer.Emit(scope, x, lengths).Outputs,
            (x, length) => layer.Outputs(x, length).Outputs);
        Assert.Equal(hasLengths || cell == "gru", run.Report.Operators.ContainsKey(Loop));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_one_loop_ends_with_starts_another(string cell, bool hasLengths, bool usesFunctions, string? recipe)
    {
        var (encoder, decoder) = (new DynamicRnnLayer("encoder", CellOf(cell)), new DynamicRnnLayer("decoder", CellOf(cell)));
        Check([encoder, decoder], hasLengths, usesFunctions, recipe,
            (scope, x, lengths) => decoder.Emit(scope, x, null, encoder.Emit(scope, x, lengths).States).Outputs,
            (x, length) => decoder.Outputs(x, Steps, encoder.Outputs(x, length).States).Outputs);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Two_loops_may_share_their_weights(string cell, bool hasLengths, bool usesFunctions, string? recipe)
    {
        var layer = new DynamicRnnLayer("shared", CellOf(cell));
        var run = Check([layer], hasLengths, usesFunctions, recipe, (scope, x, lengths) =>
        {
            var other = layer.Emit(scope.Inside("again/"), scope.Nodes.Add("Neg", "Neg", x), lengths).Outputs;
            return scope.Nodes.Add("Sub", "sub", layer.Emit(scope, x, lengths).Outputs, other);
        }, (x, length) => [.. layer.Outputs(x, length).Outputs.Zip(
            layer.Outputs([.. x.Select(step => step.Select(value => -value).ToArray())], length).Outputs,
            (one, other) => one.Zip(other, (left, right) => left - right).ToArray())]);
        Assert.Equal(2, run.Report.Recurrence.Count);
    }

    /// <summary>A decoder: the first step reads the sequence, each other one the output of the step before.</summary>
    [Theory]
    [InlineData("basic", false, null)]
    [InlineData("lstm", true, null)]
    [InlineData("lstm", false, Hybrid)]
    [InlineData("gru", true, null)]
    public void Outputs_that_are_fed_back_keep_the_loop(string cell, bool usesFunctions, string? recipe)
    {
        var layer = new DynamicRnnLayer("decoder", CellOf(cell));
        var run = Check([layer], false, usesFunctions, recipe, (scope, x, _) => FeedBack(scope, layer.Cell, x), (x, _) =>
        {
            var (input, states) = (x[0], Enumerable.Range(0, layer.Cell.StateCount).Select(_ => new double[Units]).ToArray());
            return [.. x.Select(_ => input = (states = layer.Cell.Step(input, states))[0])];
        });
        Assert.Contains(Loop, run.Operators);
        Assert.Contains("reads no sequence", Assert.Single(run.Report.Recurrence).Reason, StringComparison.Ordinal);
    }

    private static string Both(LayerScope scope, DynamicRnnLayer[] layers, string sequence, string? lengths)
    {
        var nodes = scope.Nodes.Inside($"{layers[1].Name}/");
        string Reverse(string name, string value) => lengths is null
            ? nodes.Add("ReverseV2", name, value, nodes.Integers($"{name}/axis", 0))
            : nodes.Add("ReverseSequence", name, [("seq_dim", 0), ("batch_dim", 1), ("Tlen", DataType.DtInt32)], value, lengths);
        var forward = layers[0].Emit(scope, sequence, lengths).Outputs;
        var backward = Reverse("reversed_back", layers[1].Emit(scope, Reverse("reversed", sequence), lengths).Outputs);
        return nodes.Add("ConcatV2", "concat", [("N", 2)], forward, backward, nodes.Integer("concat/axis", 2));
    }

    private static double[][] BothOf(DynamicRnnLayer[] layers, double[][] sequence, int length)
    {
        double[][] Reverse(double[][] steps) => [.. steps.Take(length).Reverse(), .. steps.Skip(length)];
        return [.. layers[0].Outputs(sequence, length).Outputs.Zip(
            Reverse(layers[1].Outputs(Reverse(sequence), length).Outputs), (forward, backward) => forward.Concat(backward).ToArray())];
    }

    private static string FeedBack(LayerScope layers, WrittenCell cell, string sequence)
    {
        var scope = layers.Inside("feedback/");
        var (nodes, form) = (scope.Nodes, scope.Form);
        var zeros = scope.Zeros("zeros", sequence, Units, axis: 1);
        var steps = nodes.Size("steps", sequence, 0);
        var outputs = form.Reserve(nodes, steps, -1, Units);
        string[] first = [nodes.Position("first", sequence, 0), .. Enumerable.Repeat(zeros, cell.StateCount)];
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs),
                .. first.Select(value => new LoopValue(value, DataType.DtFloat))],
            (loop, values) => loop.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], loop.Int32(steps)),
            (loop, values) =>
            {
                var next = cell.Emit(loop.Nodes, name => scope.Read(loop, $"decoder/{name}"), values[2], values[3..]);
                var time = loop.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], loop.Nodes.Integer("add_time/y", 1));
                return [time, form.Write(loop, outputs, values[1], values[0], next[0]), next[0], .. next];
            });
        return form.Stack(nodes, outputs, last[1], steps, -1, Units);
    }

    private static ModelRun Check(
        DynamicRnnLayer[] layers, bool hasLengths, bool usesFunctions, string? recipe,
        Func<LayerScope, string, string?, string> emit, Func<double[][], int, double[][]> definition)
    {
        (string, DataType, int[])[] inputs = [("x", DataType.DtFloat, [-1, -1, Depth]), ("lengths", DataType.DtInt32, [-1])];
        var weights = layers.SelectMany(layer =>
            layer.Cell.Weights.Select(weight => KeyValuePair.Create($"{layer.Name}/{weight.Key}", weight.Value)));
        var model = new FrozenModel(hasLengths ? inputs : inputs[..1], weights,
            (scope, names) => emit(scope, names[0], hasLengths ? names[1] : null), usesFunctions);
        SequenceBatch[] batches = [new(1, Steps, Depth), new(3, Steps, Depth)];
        var runs = ModelRun.Of(model.Write(), recipe, [.. batches.Select(batch => Feed(batch, hasLengths))]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            var outputs = Enumerable.Range(0, batch.Batch)
                .Select(sequence => definition(batch[sequence], hasLengths ? Lengths[sequence] : Steps)).ToArray();
            run.MustBe(SequenceBatch.Flatten(outputs, true), layers[^1].Cell, layers.Length * Steps, recipe is not null);
        }

        return runs[^1];
    }

    private static Dictionary<string, Tensor> Feed(SequenceBatch batch, bool hasLengths)
    {
        var fed = new Dictionary<string, Tensor> { ["x"] = batch.ToTensor(true) };
        if (hasLengths)
        {
            fed.Add("lengths", Tensor.From(new Shape(batch.Batch), Lengths[..batch.Batch]));
        }

        return fed;
    }

    private static WrittenCell CellOf(string name, int depth = Depth, int units = Units) => name switch
    {
        "basic" => new BasicRnnWrittenCell(depth, units),
        "lstm" => new BasicLstmWrittenCell(depth, units),
        _ => new KerasGruWrittenCell(depth, units, false),
    };
}
