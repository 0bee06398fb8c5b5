using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

public sealed class ModelPairingTests
{
    [Fact]
    public void Two_models_get_the_same_random_values_and_agree()
    {
        using var first = Open("mnist_cnn.float32.tflite");
        using var second = Open("mnist_cnn.float16.tflite");
        var pairing = ModelPairing.Of(first, second);
        pairing.SetRandom(first, second, 3);
        first.Invoke();
        second.Invoke();
        var comparison = new TensorComparison();
        pairing.Compare(first, second, [comparison]);
        Assert.Equal(10, comparison.ElementCount);
        Assert.True(comparison.Cosine > 0.99, $"{comparison.Cosine}");
    }

    [Fact]
    public void Models_of_other_inputs_are_refused()
    {
        using var first = Open("mnist_cnn.float32.tflite");
        using var second = Open("words_bag.dynamic.tflite");
        var error = Assert.Throws<OctavoException>(() => ModelPairing.Of(first, second));
        Assert.Contains("inputs", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_numbers_of_rows_stay_within_the_table()
    {
        using var interpreter = Open("words_bag.dynamic.tflite");
        var rows = interpreter.LookupRows(0);
        Assert.Equal(4096, rows);
        var values = RandomInputs.Of(interpreter, 1)[0].Values<int>().ToArray();
        Assert.All(values, value => Assert.InRange(value, 0, 4095));
        Assert.True(values.Distinct().Count() > 10, "random rows");
        RandomInputs.Set(interpreter, 1);
        interpreter.Invoke();
    }

    private static Interpreter Open(string name) => Interpreter.Open(Path.Combine(AppContext.BaseDirectory, "Models", name));
}
