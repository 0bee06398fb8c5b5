using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>What Keras's recurrent layers can be told, in loops and step by step.</summary>
public sealed class KerasCellOptionsTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const string Hybrid = "dynamic-range-int8";

    /// <summary>Cell, activation, that of gates, with bias, a product for each gate.</summary>
    public static TheoryData<string, string, string, bool, bool> Options
    {
        get
        {
            var data = new TheoryData<string, string, string, bool, bool>();
            foreach (var cell in new[] { "simple", "lstm", "gru", "gru_reset_after" })
            {
                foreach (var activation in new[] { "tanh", "relu", "sigmoid", "linear" })
                {
                    data.Add(cell, activation, "sigmoid", true, false);
                }

                data.Add(cell, "tanh", "hard_sigmoid", true, false);
                data.Add(cell, "tanh", "hard_sigmoid_3", true, false);
                data.Add(cell, "tanh", "sigmoid", false, false);
                data.Add(cell, "tanh", "sigmoid", true, true);
                data.Add(cell, "tanh", "sigmoid", false, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Options_of_a_cell_change_nothing_or_keep_what_was_written(string cell, string activation, string gateActivation,
        bool usesBias, bool splitsGates)
    {
        var options =
            new KerasCellOptions(WrittenActivation.Named(activation), WrittenActivation.Named(gateActivation), usesBias, splitsGates);
        foreach (
            var (unrolls, sequences, backwards, recipe) in new[] { (false, true, false, null), (true, false, true, null),
                (false, false, true, Hybrid), (true, true, false, Hybrid) })
        {
            var layer = new KerasLayer("rnn", CellOf(cell, Depth, options), sequences, backwards, unrolls);
            var report = new KerasNetwork([layer], (scope, x) => layer.Emit(scope, x, Steps).Output,
                steps => layer.Outputs(steps).Outputs) { Steps = unrolls ? Steps : -1 }
                .Check(recipe, Steps)[0].Report;
            var @operator = OperatorOf(cell, activation, gateActivation);
            Assert.Equal(@operator is not null, report.Recurrence.Any(note => note.Reason is null));
            Assert.Equal(@operator is null ? 0 : 1, @operator is null ? 0 : report.Operators[@operator]);
        }
    }

    private static WrittenCell CellOf(string name, int depth, KerasCellOptions? options = null) => name switch
    {
        "simple" => new KerasSimpleRnnWrittenCell(depth, Units, options),
        "lstm" => new KerasLstmWrittenCell(depth, Units, options),
        _ => new KerasGruWrittenCell(depth, Units, name == "gru_reset_after", options),
    };

    /// <summary>The operator that computes a cell with such activations; null where there is none.</summary>
    private static string? OperatorOf(string cell, string activation, string gateActivation) => (cell, activation, gateActivation) switch
    {
        (_, "sigmoid", _) => null,
        ("simple", _, _) => "UNIDIRECTIONAL_SEQUENCE_RNN",
        ("lstm", _, "sigmoid") => "UNIDIRECTIONAL_SEQUENCE_LSTM",
        _ => null,
    };
}
