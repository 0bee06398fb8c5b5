using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Lookups in tables in front of a recurrent layer, or in its loop, with an open batch and an open length.</summary>
public sealed class EmbeddingTests
{
    private const int Rows = 96;
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const float LargestNorm = 0.9f;
    private const string Hybrid = "dynamic-range-int8";

    private readonly KerasLayer layer = new("rnn", new KerasLstmWrittenCell(Depth, Units), ReturnsSequences: false);

    [Theory]
    [InlineData(nameof(DataType.DtInt32), null)]
    [InlineData(nameof(DataType.DtInt32), Hybrid)]
    [InlineData(nameof(DataType.DtInt64), Hybrid)]
    [InlineData(nameof(DataType.DtFloat), Hybrid)]
    public void Only_the_rows_that_are_looked_up_become_floats(string typeOfIds, string? recipe)
    {
        var type = Enum.Parse<DataType>(typeOfIds);
        LooksUpInBytes(Check(type, recipe, (scope, ids) =>
        {
            var integers =
                type == DataType.DtFloat ? scope.Nodes.Add("Cast", "Cast", [("SrcT", type), ("DstT", DataType.DtInt32)], ids) : ids;
            return Layer(scope, Lookup(scope, "table", integers, type == DataType.DtInt64 ? type : DataType.DtInt32));
        }, ids => layer.Outputs([.. ids.Select(id => Row(id))]).Outputs[0]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Hybrid)]
    public void The_first_row_may_be_a_mask(string? recipe) => Check(DataType.DtInt32, recipe, (scope, ids) =>
    {
        var mask = scope.Nodes.Add("NotEqual", "NotEqual", [("T", DataType.DtInt32)], ids, scope.Nodes.Integer("NotEqual/y", 0));
        return layer.Emit(scope, Lookup(scope, "table", ids), Steps, mask: mask).Output;
    }, ids => layer.Outputs([.. ids.Select(id => Row(id))], mask: [.. ids.Select(id => id != 0)]).Outputs[0]);

    [Theory]
    [InlineData(null)]
    [InlineData(Hybrid)]
    public void Rows_may_be_shortened_to_a_largest_norm(string? recipe) => LooksUpInBytes(Check(DataType.DtInt32, recipe, (scope, ids) =>
    {
        var nodes = scope.Nodes.Inside("clip_by_norm/");
        var rows = Lookup(scope, "table", ids);
        var sum =
            nodes.Add("Sum", "Sum", [("keep_dims", true)], nodes.Add("Mul", "mul", rows, rows), nodes.Integers("Sum/reduction_indices", 2));
        var isPositive = nodes.Add("Greater", "Greater", sum, nodes.Constant("Greater/y", Tensor.Scalar(0f)));
        var safe = nodes.Add("SelectV2", "Select", isPositive, sum, nodes.Add("OnesLike", "ones_like", sum));
        var norm = nodes.Add("SelectV2", "Select_1", isPositive, nodes.Add("Sqrt", "Sqrt", safe), sum);
        var largest = nodes.Constant("mul_1/y", Tensor.Scalar(LargestNorm));
        return Layer(scope,
            nodes.Add("RealDiv", "truediv", nodes.Add("Mul", "mul_1", rows, largest), nodes.Add("Maximum", "Maximum", norm, largest)));
    }, ids => layer.Outputs([.. ids.Select(id => Shortened(Row(id)))]).Outputs[0]));

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, Hybrid)]
    [InlineData(false, null)]
    [InlineData(false, Hybrid)]
    public void A_table_in_two_parts_is_one_and_its_rows_are_a_sequence(bool isDealtOut, string? recipe)
    {
        var run = Check(DataType.DtInt32, recipe, (scope, ids) => Layer(scope, LookupInParts(scope, ids, isDealtOut)),
            ids => layer.Outputs([.. ids.Select(
            id => isDealtOut ? Row(id / 2, $"part_{id % 2}") : Row(id % (Rows / 2), $"part_{id / (Rows / 2)}"))]).Outputs[0]);
        LooksUpInBytes(run);
        Assert.Equal(1, run.Report.Operators["UNIDIRECTIONAL_SEQUENCE_LSTM"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Hybrid)]
    public void A_decoder_looks_up_what_it_said_last(string? recipe) => Check(DataType.DtInt32, recipe, Decode, ids =>
    {
        var (id, total) = (ids[0], new double[Units]);
        double[][] states = [new double[Units], new double[Units]];
        for (var step = 0; step < Steps; step++)
        {
            states = layer.Cell.Step(Row(id), states);
            total = [.. total.Zip(states[0], (sum, value) => sum + value)];
            var scores = Enumerable.Range(0, Rows).Select(row => states[0].Zip(Row(row), (left, right) => left * right).Sum()).ToArray();
            id = Array.IndexOf(scores, scores.Max());
        }

        return total;
    });

    private static Tensor Table(string name)
    {
        var random = new Random(name.Length + name[^1]);
        var rows = name == "table" ? Rows : Rows / 2;
        return Tensor.From(new Shape(rows, Depth), [.. Enumerable.Range(0, rows * Depth).Select(_ => (random.NextSingle() - 0.5f) * 0.7f)]);
    }

    private static double[] Row(int id, string table = "table") =>
        [.. Table(table).Values<float>().Slice(id * Depth, Depth).ToArray().Select(value => (double)value)];

    private static double[] Shortened(double[] row)
    {
        var norm = Math.Sqrt(row.Sum(value => value * value));
        return norm > LargestNorm ? [.. row.Select(value => value * LargestNorm / norm)] : row;
    }

    private static int[] Ids(int batch) => [.. Enumerable.Range(0, batch * Steps).Select(index => index % 6 == 3 ? 0 : index * 37 % Rows)];

    private static Tensor Ids(int batch, DataType type) => type switch
    {
        DataType.DtInt64 => Tensor.From(new Shape(batch, Steps), Array.ConvertAll(Ids(batch), id => (long)id)),
        DataType.DtFloat => Tensor.From(new Shape(batch, Steps), Array.ConvertAll(Ids(batch), id => (float)id)),
        _ => Tensor.From(new Shape(batch, Steps), Ids(batch)),
    };

    private static string Lookup(LayerScope scope, string table, string ids, DataType type = DataType.DtInt32) => scope.Nodes.Add(
        "GatherV2", $"{table}/embedding_lookup", [("Tindices", type), ("Taxis", DataType.DtInt32)], scope.Weight(table), ids,
        scope.Nodes.Integer($"{table}/axis", 0));

    /// <summary>TensorFlow 1's <c>embedding_lookup</c> in two parts: rows dealt out one by one ("mod"), or in two halves ("div").</summary>
    private static string LookupInParts(LayerScope scope, string ids, bool isDealtOut)
    {
        var nodes = scope.Nodes.Inside("embedding_lookup/");
        (string, object)[] integers = [("T", DataType.DtInt32)];
        (string, object)[] two = [("num_partitions", 2), ("T", DataType.DtInt32)];
        var flat = nodes.Add("Reshape", "Reshape", integers, ids, nodes.Integers("Reshape/shape", -1));
        var divisor = nodes.Integer("divisor", isDealtOut ? 2 : Rows / 2);
        var (quotient, rest) =
            (nodes.Add("FloorDiv", "floordiv", integers, flat, divisor), nodes.Add("FloorMod", "FloorMod", integers, flat, divisor));
        var (part, row) = isDealtOut ? (rest, quotient) : (quotient, rest);
        var rows = nodes.Outputs("DynamicPartition", "DynamicPartition", 2, two, row, part);
        var range = nodes.Add("Range", "range", [("Tidx", DataType.DtInt32)], nodes.Integer("range/start", 0),
            nodes.Add("Size", "Size", integers, flat), nodes.Integer("range/delta", 1));
        var places = nodes.Outputs("DynamicPartition", "DynamicPartition_1", 2, two, range, part);
        var stitched = nodes.Add("DynamicStitch", "DynamicStitch", [("N", 2)],
            [.. places, Lookup(scope, "part_0", rows[0]), Lookup(scope, "part_1", rows[1])]);
        var sizes = nodes.Add(
            "ConcatV2", "concat", [("T", DataType.DtInt32), ("N", 2)], nodes.Add("Shape", "Shape", integers, ids),
            nodes.Integers("concat/values_1", Depth), nodes.Integer("concat/axis", 0));
        return nodes.Add("Reshape", "Reshape_1", stitched, sizes);
    }

    /// <summary>
    /// The sum of the outputs of a loop whose steps read the row that scored best with the output of before; the first one the first id's.
    /// </summary>
    private string Decode(LayerScope scope, string ids)
    {
        var nodes = scope.Nodes.Inside("decoder/");
        var first = nodes.Add(
            "StridedSlice", "first", [("T", DataType.DtInt32), ("shrink_axis_mask", 2), ("begin_mask", 1), ("end_mask", 1)], ids,
            nodes.Integers("first/stack", 0, 0),
            nodes.Integers("first/stack_1", 0, 1), nodes.Integers("first/stack_2", 1, 1));
        var zeros = scope.Zeros("zeros", Lookup(scope, "table", ids), Units);
        LoopValue Number(string value) => new(value, DataType.DtInt32);
        LoopValue State(string value) => new(value, DataType.DtFloat);
        return scope.Form.Loop(
            nodes, nodes.Integer("maximum", Steps),
            [Number(nodes.Integer("time", 0)), Number(first), State(zeros), State(zeros), State(zeros)],
            (loop, values) =>
                loop.Nodes.Add("Less", "Less_bound", [("T", DataType.DtInt32)], values[0], loop.Nodes.Integer("Less_bound/y", Steps)),
            (loop, values) =>
            {
                var table = scope.Read(loop, "table");
                var row = loop.Nodes.Add("GatherV2", "embedding_lookup", [("Tindices", DataType.DtInt32), ("Taxis", DataType.DtInt32)],
                    table, values[1], loop.Nodes.Integer("axis", 0));
                var next = layer.Cell.Emit(loop.Nodes, name => scope.Read(loop, $"rnn/{name}"), row, values[3..]);
                var scores = loop.Nodes.Add("MatMul", "scores", [("transpose_b", true)], next[0], table);
                var best = loop.Nodes.Add("ArgMax", "ArgMax", [("output_type", DataType.DtInt32), ("Tidx", DataType.DtInt32)], scores,
                    loop.Nodes.Integer("ArgMax/dimension", 1));
                var time = loop.Nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], loop.Nodes.Integer("add_time/y", 1));
                return [time, best, loop.Nodes.Add("AddV2", "total", values[2], next[0]), .. next];
            })[2];
    }

    private string Layer(LayerScope scope, string sequence) => layer.Emit(scope, sequence, Steps).Output;

    private ModelRun Check(DataType type, string? recipe, Func<LayerScope, string, string> emit, Func<int[], double[]> definition)
    {
        var tables = new[] { "table", "part_0", "part_1" }.Select(name => KeyValuePair.Create(name, Table(name)));
        var model = new FrozenModel([("ids", type, [-1, -1])], KerasModel.WeightsOf(layer).Concat(tables),
            (scope, inputs) => emit(scope, inputs[0]), UsesFunctions: true);
        int[] batches = [1, 3];
        var runs =
            ModelRun.Of(model.Write(), recipe, [.. batches.Select(batch => new Dictionary<string, Tensor> { ["ids"] = Ids(batch, type) })]);
        foreach (var (batch, run) in batches.Zip(runs))
        {
            run.MustBe([.. Ids(batch).Chunk(Steps).SelectMany(definition)], layer.Cell, Steps, recipe is not null);
        }

        return runs[^1];
    }

    private static void LooksUpInBytes(ModelRun run)
    {
        if (run.Report.Quantization is null)
        {
            return;
        }

        var operators = run.Operators.ToList();
        Assert.Contains("DEQUANTIZE", operators);
        Assert.True(operators.IndexOf("GATHER") < operators.IndexOf("DEQUANTIZE"));
    }
}
