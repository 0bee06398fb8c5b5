using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Models of several recurrent layers of Keras, in loops and step by step: stacks, both directions, states that are handed on.
/// </summary>
public sealed class KerasNetworkTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const string Hybrid = "dynamic-range-int8";
    private const string Loop = "WHILE";

    /// <summary>Cell, whether layers are unrolled, recipe.</summary>
    public static TheoryData<string, bool, string?> Cells
    {
        get
        {
            var data = new TheoryData<string, bool, string?>();
            foreach (var cell in new[] { "simple", "lstm", "gru", "gru_reset_after" })
            {
                data.Add(cell, false, null);
                data.Add(cell, true, null);
                data.Add(cell, cell == "lstm", Hybrid);
            }

            return data;
        }
    }

    /// <summary>How both directions are merged, whether all steps are returned, cell, whether layers are unrolled, recipe.</summary>
    public static TheoryData<string, bool, string, bool, string?> Merges
    {
        get
        {
            var data = new TheoryData<string, bool, string, bool, string?>();
            foreach (var mode in new[] { "concat", "sum", "mul", "ave" })
            {
                data.Add(mode, true, "simple", mode == "sum", mode == "concat" ? Hybrid : null);
                data.Add(mode, false, "lstm", mode == "concat", mode == "sum" ? Hybrid : null);
                data.Add(mode, true, "lstm", mode == "mul", null);
                data.Add(mode, false, "gru_reset_after", mode == "ave", null);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Layers_above_each_other_become_an_operator_each(string cell, bool unrolls, string? recipe)
    {
        var (lower, upper) = (LayerOf("lower", cell, Depth, unrolls: unrolls), LayerOf("upper", cell, Units, false, unrolls: unrolls));
        var run = Check([lower, upper], (scope, x) => upper.Emit(scope, lower.Emit(scope, x, Steps).Output, Steps).Output,
            x => upper.Outputs(lower.Outputs(x).Outputs).Outputs, recipe);
        Runs(run, cell, unrolls, 2);
    }

    [Theory]
    [InlineData("simple simple", false, null)]
    [InlineData("lstm lstm", true, Hybrid)]
    [InlineData("simple lstm", false, Hybrid)]
    [InlineData("lstm simple lstm", true, null)]
    [InlineData("lstm gru", false, null)]
    [InlineData("gru lstm", false, Hybrid)]
    [InlineData("gru gru", true, null)]
    public void Cells_in_one_layer_run_as_an_operator_each(string cells, bool returnsSequences, string? recipe)
    {
        var names = cells.Split(' ');
        var stack =
            new StackWrittenCell([.. names.Select((name, index) => CellOf(name, index == 0 ? Depth : Width(index - 1), Width(index)))]);
        var layer = new KerasLayer("rnn", stack, returnsSequences);
        var run = Check([layer], (scope, x) => layer.Emit(scope, x, Steps).Output, x => layer.Outputs(x).Outputs, recipe);
        Assert.Equal(names.Contains("gru"), run.Report.Operators.ContainsKey(Loop));
        Assert.DoesNotContain(Loop, run.Operators);
        Assert.Equal(names.Length, run.Operators.Count(name => name.StartsWith("UNIDIRECTIONAL", StringComparison.Ordinal)));

        static int Width(int index) => index % 2 == 0 ? 40 : 48;
    }

    [Theory]
    [MemberData(nameof(Merges))]
    public void Both_directions_may_be_merged_in_any_way(string mode, bool returnsSequences, string cell, bool unrolls, string? recipe)
    {
        var forward = LayerOf("forward", cell, Depth, returnsSequences, unrolls: unrolls);
        var backward = LayerOf("backward", cell, Depth, returnsSequences, true, unrolls);
        var run = Check([forward, backward], (scope, x) =>
        {
            var (one, other) = (forward.Emit(scope, x, Steps).Output, backward.Emit(scope, x, Steps).Output);
            return Merge(scope.Nodes, mode, one, returnsSequences ? scope.Reverse("ReverseV2", other, 1) : other);
        }, x => [.. forward.Outputs(x).Outputs.Zip(backward.Outputs(x).Outputs.Reverse(), (one, other) => MergeOf(mode, one, other))],
            recipe);
        if (cell != "gru_reset_after")
        {
            Assert.Equal(1, run.Report.Operators[cell == "lstm" ? "BIDIRECTIONAL_SEQUENCE_LSTM" : "BIDIRECTIONAL_SEQUENCE_RNN"]);
            Assert.DoesNotContain("REVERSE_V2", run.Report.Operators.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Last_states_may_be_outputs(string cell, bool unrolls, string? recipe)
    {
        var layer = LayerOf("layer", cell, Depth, false, unrolls: unrolls);
        Check([layer], (scope, x) =>
        {
            var (output, states) = layer.Emit(scope, x, Steps);
            return scope.Nodes.Add("ConcatV2", "concat", [("N", 1 + states.Length)],
                [output, .. states, scope.Nodes.Integer("concat/axis", 1)]);
        }, x => layer.Outputs(x) is var (outputs, states) ? [[.. outputs[^1], .. states.SelectMany(state => state)]] : [], recipe);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_last_states_of_one_layer_may_start_another(string cell, bool unrolls, string? recipe)
    {
        var (encoder, decoder) =
            (LayerOf("encoder", cell, Depth, false, unrolls: unrolls), LayerOf("decoder", cell, Depth, unrolls: unrolls));
        var run = Check(
            [encoder, decoder], (scope, x) => decoder.Emit(scope, x, Steps, encoder.Emit(scope, x, Steps).States).Output,
            x => decoder.Outputs(x, encoder.Outputs(x).States).Outputs, recipe);
        if (recipe is null && cell != "lstm" && !unrolls)
        {
            Assert.Equal(2, run.Operators.Count(name => name.StartsWith("UNIDIRECTIONAL", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("simple", false, true, null)]
    [InlineData("lstm", true, true, null)]
    [InlineData("lstm", false, false, Hybrid)]
    [InlineData("gru_reset_after", true, false, null)]
    public void The_functions_of_Keras_2_change_nothing(string cell, bool returnsSequences, bool goesBackwards, string? recipe)
    {
        var layer = LayerOf("layer", cell, Depth, returnsSequences, goesBackwards) with { Implements = $"{cell}_c7a1" };
        Runs(Check([layer], (scope, x) => layer.Emit(scope, x, Steps).Output, x => layer.Outputs(x).Outputs, recipe), cell, false, 1);
    }

    private static ModelRun Check(
        KerasLayer[] layers, Func<LayerScope, string, string> emit, Func<double[][], double[][]> definition, string? recipe) =>
        new KerasNetwork(layers, emit, definition) { Steps = layers[0].Unrolls ? Steps : -1 }.Check(recipe, Steps)[^1];

    /// <summary>Whether layers became operators in the file, or run as such.</summary>
    private static void Runs(ModelRun run, string cell, bool unrolls, int count)
    {
        var isGated = cell.StartsWith("gru", StringComparison.Ordinal);
        Assert.Equal(isGated && !unrolls, run.Report.Operators.ContainsKey(Loop));
        Assert.DoesNotContain(Loop, run.Operators);
        Assert.Equal(count, run.Operators.Count(name => name.StartsWith("UNIDIRECTIONAL", StringComparison.Ordinal)));
    }

    private static string Merge(NodeScope nodes, string mode, string one, string other) => mode switch
    {
        "concat" => nodes.Add("ConcatV2", "concat", [("N", 2)], one, other, nodes.Integer("concat/axis", -1)),
        "sum" => nodes.Add("AddV2", "add", one, other),
        "mul" => nodes.Add("Mul", "mul", one, other),
        _ => nodes.Add("RealDiv", "truediv", nodes.Add("AddV2", "add", one, other), nodes.Constant("truediv/y", Tensor.Scalar(2f))),
    };

    private static double[] MergeOf(string mode, double[] one, double[] other) => mode switch
    {
        "concat" => [.. one, .. other],
        "sum" => [.. one.Zip(other, (left, right) => left + right)],
        "mul" => [.. one.Zip(other, (left, right) => left * right)],
        _ => [.. one.Zip(other, (left, right) => (left + right) / 2)],
    };

    private static KerasLayer LayerOf(string name, string cell, int depth, bool returnsSequences = true, bool goesBackwards = false,
        bool unrolls = false) =>
        new(name, CellOf(cell, depth), returnsSequences, goesBackwards, unrolls);

    private static WrittenCell CellOf(string name, int depth, int units = Units) => name switch
    {
        "simple" => new KerasSimpleRnnWrittenCell(depth, units),
        "lstm" => new KerasLstmWrittenCell(depth, units),
        _ => new KerasGruWrittenCell(depth, units, name == "gru_reset_after"),
    };
}
