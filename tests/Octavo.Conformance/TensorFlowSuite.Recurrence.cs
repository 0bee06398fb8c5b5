namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Recurrent models of the corpus, each with the operators of its layers.</summary>
    public static TheoryData<string, string[]> RecurrentLayers { get; } = new()
    {
        { "mnist_basic_rnn_tf1", ["UNIDIRECTIONAL_SEQUENCE_RNN"] },
        { "mnist_bidirectional_lstm_tf1", ["BIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_bidirectional_rnn_tf1", ["BIDIRECTIONAL_SEQUENCE_RNN"] },
        { "mnist_bilstm_keras", ["BIDIRECTIONAL_SEQUENCE_LSTM", "BIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_gru_keras", ["WHILE"] },
        { "mnist_gru_tf1", ["WHILE"] },
        { "mnist_lstm_keras", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_lstm_peephole_projection_tf1", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_lstm_time_major_tf1", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_lstm_tf1", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_lstm_two_layers_tf1", ["UNIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "mnist_simple_rnn_keras", ["UNIDIRECTIONAL_SEQUENCE_RNN"] },
        { "mnist_static_bidirectional_rnn_tf1", ["UNIDIRECTIONAL_SEQUENCE_RNN"] },
        { "mnist_static_lstm_tf1", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "speaker_encoder_lstm", ["UNIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM"] },
        { "words_lstm_keras", ["UNIDIRECTIONAL_SEQUENCE_LSTM"] },
    };

    [RecordedTheory]
    [MemberData(nameof(RecurrentLayers))]
    public void Recurrent_models_become_sequence_operators_that_give_what_TensorFlow_gave(string model, string[] operators)
    {
        var folder = SharedFolder.Of("corpus", model);
        using (var imported = ImportedModel.FromSavedModel(Path.Combine(folder, "saved_model")))
        {
            var found = imported.Model.Main.Nodes.Select(node => node.Operator.Name)
                .Where(name => name == "WHILE" || name.Contains("_SEQUENCE_", StringComparison.Ordinal)).ToArray();
            Console.WriteLine($"{model}: {string.Join(", ", found)}");
            Assert.Equal(operators, found);
        }

        Check(folder, model);
    }
}
