namespace Octavo.Cli;

/// <summary>A trained network that the tool carries.</summary>
/// <param name="Name">Of its folder, which holds a SavedModel.</param>
/// <param name="Description">What it is made of.</param>
internal sealed record DemoNetwork(string Name, string Description)
{
    /// <summary>One of each kind that behaves differently in 8 bits.</summary>
    public static IReadOnlyList<DemoNetwork> All { get; } =
    [
        new("mnist_mlp", "three dense layers, half a million weights, each used once for a picture"),
        new("mnist_lstm_tf1",
            "an LSTM that reads a picture row by row, a dynamic loop in TensorFlow 1's SavedModel, one operator in the file"),
        new("mnist_cnn", "a small convolutional network, whose few weights are used hundreds of times for a picture"),
    ];
}
