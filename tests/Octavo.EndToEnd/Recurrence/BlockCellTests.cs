using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's cells that are one operation (LSTMBlockCell, GRUBlockCell), and its layer that is one (LSTMBlockFusedCell's BlockLSTM).
/// </summary>
public sealed class BlockCellTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 6;
    private const float Clip = 0.3f;
    private const string Memory = "UNIDIRECTIONAL_SEQUENCE_LSTM";
    private const string Hybrid = "dynamic-range-int8";

    [Theory]
    [InlineData(false, 0f, false, null)]
    [InlineData(true, 0f, true, null)]
    [InlineData(true, Clip, false, null)]
    [InlineData(false, Clip, true, Hybrid)]
    public void A_loop_of_memories_becomes_one_operator(bool looks, float clip, bool usesFunctions, string? recipe)
    {
        var report = CheckLoop(new LstmBlockWrittenCell(Depth, Units, looks, clip), usesFunctions, recipe).Report;
        Assert.Equal(1, report.Operators[Memory]);
        Assert.DoesNotContain("WHILE", report.Operators.Keys);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, Hybrid)]
    public void A_loop_of_gated_units_runs_as_one_operator(bool usesFunctions, string? recipe) =>
        Assert.Contains("UNIDIRECTIONAL_SEQUENCE_GRU", CheckLoop(new GruBlockWrittenCell(Depth, Units), usesFunctions, recipe).Operators);

    [Theory]
    [InlineData("BlockLSTM", true, Clip, Steps, null)]
    [InlineData("BlockLSTM", false, 0f, Steps, Hybrid)]
    [InlineData("BlockLSTMV2", true, 0f, Steps, null)]
    [InlineData("BlockLSTM", true, 0f, 4, null)]
    public void All_steps_of_a_memory_become_one_operator(string operation, bool looks, float clip, int length, string? recipe)
    {
        var cell = new LstmBlockWrittenCell(Depth, Units, looks, clip);
        var run = Check(Fused(cell, operation, Steps, length), cell, length, recipe);
        if (length == Steps)
        {
            Assert.Equal(1, run.Report.Operators[Memory]);
            Assert.DoesNotContain("PACK", run.Report.Operators.Keys);
        }
    }

    [Fact]
    public void All_steps_of_an_unknown_number_are_refused_with_what_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("octavo-test-").FullName;
        try
        {
            var converter = Fused(new LstmBlockWrittenCell(Depth, Units, false, 0), "BlockLSTM", -1, Steps).Write().WriteTo(folder);
            var error = Assert.Throws<OctavoException>(() => converter.Convert());
            Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
            Assert.Contains("the number of steps is not known", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelRun CheckLoop(WrittenCell cell, bool usesFunctions, string? recipe)
    {
        var layer = new DynamicRnnLayer("rnn", cell);
        return Check(
            new FrozenModel([("x", DataType.DtFloat, [-1, -1, Depth])], WeightsOf(cell),
                (scope, inputs) => layer.Emit(scope, inputs[0]).Outputs, usesFunctions), cell, Steps, recipe);
    }

    /// <summary>
    /// A layer whose gates stand in the operation's own order, and whose forget bias is part of the bias where the operation has none.
    /// </summary>
    private static FrozenModel Fused(LstmBlockWrittenCell cell, string operation, int steps, int length) => new(
        [("x", DataType.DtFloat, [steps, 3, Depth])],
        operation == "BlockLSTM" ? WeightsOf(cell)
            : WeightsOf(cell).Select(weight => KeyValuePair.Create(weight.Key, InSecondOrder(weight.Key, weight.Value))),
        (scope, inputs) =>
        {
            var nodes = scope.Nodes;
            var zeros = nodes.Constant("zeros", Tensor.From(new Shape(3, Units), new float[3 * Units]));
            var most =
                nodes.Add("Cast", "ToInt64", [("SrcT", DataType.DtInt32), ("DstT", DataType.DtInt64)], nodes.Integer("length", length));
            (string, object)[] attributes =
                operation == "BlockLSTM" ? [("forget_bias", LstmBlockWrittenCell.ForgetBias), .. cell.Attributes] : cell.Attributes;
            return nodes.Outputs(
                operation, "fused", 7, attributes,
                [most, inputs[0], zeros, zeros, .. LstmBlockWrittenCell.Operands(name => scope.Weight($"rnn/{name}"))])[6];
        });

    /// <summary>Gates i, c, f, o as i, f, c, o.</summary>
    private static Tensor InSecondOrder(string name, Tensor weight)
    {
        if (weight.Shape[-1] != 4 * Units)
        {
            return weight;
        }

        var bias = name.EndsWith("bias", StringComparison.Ordinal) ? LstmBlockWrittenCell.ForgetBias : 0;
        return Tensor.From(weight.Shape, [.. weight.Values<float>().ToArray().Chunk(4 * Units).SelectMany(
            row => new[] { row[..Units], [.. row[(2 * Units)..(3 * Units)].Select(value => value + bias)], row[Units..(2 * Units)],
                row[(3 * Units)..] }.SelectMany(gate => gate))]);
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> WeightsOf(WrittenCell cell) =>
        cell.Weights.Select(weight => KeyValuePair.Create($"rnn/{weight.Key}", weight.Value));

    private static ModelRun Check(FrozenModel model, WrittenCell cell, int length, string? recipe)
    {
        var batch = new SequenceBatch(3, Steps, Depth);
        var run = ModelRun.Of(model.Write(), recipe, new Dictionary<string, Tensor> { ["x"] = batch.ToTensor(true) });
        var outputs = Enumerable.Range(0, batch.Batch)
            .Select(sequence => new DynamicRnnLayer("rnn", cell).Outputs(batch[sequence], length).Outputs).ToArray();
        run.MustBe(SequenceBatch.Flatten(outputs, true), cell, Steps, recipe is not null);
        return run;
    }
}
