using System.Reflection;

namespace Octavo.EndToEnd;

public sealed class SampleTests : IDisposable
{
    private readonly TextWriter console = Console.Out;
    private readonly StringWriter output = new();
    private readonly string folder = Directory.CreateTempSubdirectory("octavo-samples-").FullName;

    private static string SavedModel => Sample(Path.Combine("mnist_cnn", "saved_model"));

    private static string Images => Sample("mnist-500-images-idx3-ubyte.gz");

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

    [Fact]
    public void A_sequence_is_read_as_it_arrives()
    {
        var text = Run("StreamSequence", Sample("mnist_lstm_keras.tflite"), Images);
        Assert.Matches(@"^the first picture, 4 rows at a time: (\d, ){6}7\n", text);
        Assert.Contains("50 of 50 pictures, once all rows were read", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_signatures_share_what_the_model_keeps() =>
        Assert.Equal(
            "signatures: accumulate, read\naccumulated: 6, 60, 600\nafter a reset: 0, 0, 0\n",
            Run("TwoSignatures", Sample("running_total.tflite")).ReplaceLineEndings("\n"));

    public void Dispose()
    {
        Console.SetOut(console);
        output.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Sample(string file) => Path.Combine(AppContext.BaseDirectory, "Samples", file);

    private string Run(string sample, params string[] arguments)
    {
        output.GetStringBuilder().Clear();
        Console.SetOut(output);
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{sample}.dll")).EntryPoint!.Invoke(null, [arguments]);
        Console.SetOut(console);
        return output.ToString();
    }
}
