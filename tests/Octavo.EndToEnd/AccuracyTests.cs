using Octavo.Evaluation;

namespace Octavo.EndToEnd;

public sealed class AccuracyTests
{
    [Fact]
    public void Eight_bit_weights_cost_the_embedded_network_at_most_half_a_point()
    {
        var baseline = Evaluate("mnist_cnn.float32.tflite");
        var hybrid = Evaluate("mnist_cnn.dynamic.tflite");
        Assert.Equal(500, baseline.Samples);
        Assert.True(baseline.Top(1).Value > 0.97, $"{baseline.Top(1).Value}");
        Assert.True(hybrid.Against(baseline).Difference >= -0.005, $"{hybrid.Against(baseline)}");
    }

    private static Evaluator.Result Evaluate(string model)
    {
        using var interpreter = Interpreter.Open(Path.Combine(AppContext.BaseDirectory, "Models", model));
        using var dataset = Dataset.Open(Path.Combine(AppContext.BaseDirectory, "Samples", "mnist-500-images-idx3-ubyte.gz"));
        return new Evaluator(Preprocessing.Parse("scale-255")).Run(interpreter, dataset);
    }
}
