namespace Octavo.Extensions.Tests;

/// <summary>The sample network for handwritten digits: [1,28,28,1] to ten scores.</summary>
internal static class DigitsModel
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Models", "mnist_cnn.float32.tflite");

    /// <summary>The scores of a grey picture.</summary>
    public static float[] Scores(Interpreter interpreter)
    {
        interpreter.InputSpan<float>(0).Fill(0.5f);
        interpreter.Invoke();
        return interpreter.GetOutput<float>(0);
    }
}
