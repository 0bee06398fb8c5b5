using System.Reflection;

namespace Octavo.EndToEnd;

public sealed class SampleTests : IDisposable
{
    private readonly TextWriter console = Console.Out;
    private readonly StringWriter output = new();
    private readonly string folder = Directory.CreateTempSubdirectory("octavo-samples-").FullName;

    private static string SavedModel => Path.Combine(AppContext.BaseDirectory, "Samples", "mnist_cnn", "saved_model");

    private static string Images => Path.Combine(AppContext.BaseDirectory, "Samples", "mnist-500-images-idx3-ubyte.gz");

    [Fact]
    public void A_SavedModel_is_quantized_and_the_file_runs()
    {
        var file = Path.Combine(folder, "model.tflite");
        var quantizing = Run("QuantizeSavedModel", SavedModel, file);
        Assert.Contains("bytes became", quantizing, StringComparison.Ordinal);
        var running = Run("RunModel", file, Images);
        Assert.Contains("class 7, the label says 7", running, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantized_model_is_evaluated_against_the_float_one()
    {
        var text = Run("EvaluateModel", SavedModel, Images);
        Assert.Contains("top-1 9", text, StringComparison.Ordinal);
        Assert.Contains("points against the float model", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_told_by_name() =>
        Assert.Matches(@"^(9[0-9]\.[0-9]|100\.0) ?% seven\n", Run("ClassifyPicture", Workplace.FloatModel, Images));

    [Fact]
    public void Many_pictures_are_one_invocation() =>
        Assert.Matches("^(49|50) of 50 pictures, in one invocation", Run("RunBatch", Workplace.FloatModel, Images));

    [Fact]
    public void Many_requests_share_few_interpreters() =>
        Assert.Contains("20 requests answered", Run("ServeModel", Workplace.FloatModel), StringComparison.Ordinal);

    public void Dispose()
    {
        Console.SetOut(console);
        output.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Run(string sample, params string[] arguments)
    {
        output.GetStringBuilder().Clear();
        Console.SetOut(output);
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{sample}.dll")).EntryPoint!.Invoke(null, [arguments]);
        Console.SetOut(console);
        return output.ToString();
    }
}
