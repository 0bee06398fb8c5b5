using System.Collections.Concurrent;
using Octavo.Evaluation;

namespace Octavo.EndToEnd;

/// <summary>Converting, quantizing and evaluating beside the caller: with progress, and cancelled from outside.</summary>
public sealed class AsynchronousTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo-async-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_conversion_gives_the_same_bytes_and_tells_of_passes_and_constants()
    {
        var told = new Told<ConversionProgress>();
        var bytes = await Recipe().ConvertAsync(told);
        Assert.Equal(Recipe().Convert(), bytes);
        Assert.Equal(["measuring", "planning", "rewriting", "writing"],
            told.Values.Select(progress => progress.Stage).Distinct().Order(StringComparer.Ordinal));
        Assert.All(told.Values, progress => Assert.InRange(progress.Done, 0, progress.Total ?? long.MaxValue));
    }

    [Theory]
    [InlineData("rewriting")]
    [InlineData("planning")]
    [InlineData("measuring")]
    [InlineData("writing")]
    public async Task A_conversion_is_cancelled_in_each_of_its_stages_and_leaves_no_file(string stage)
    {
        using var cancelling = new CancellationTokenSource();
        var file = Path.Combine(folder, "model.tflite");
        var told = new Told<ConversionProgress>(progress =>
        {
            if (progress.Stage == stage)
            {
                cancelling.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Recipe().ConvertToFileAsync(file, progress: told, cancellationToken: cancelling.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal(stage, told.Values[^1].Stage);
    }

    [Fact]
    public async Task A_file_is_quantized_as_it_is_otherwise()
    {
        var file = Path.Combine(folder, "model.tflite");
        var quantizer = new Quantizer("dynamic-range-int8");
        await quantizer.QuantizeAsync(Workplace.FloatModel, file);
        Assert.Equal(quantizer.Quantize(Workplace.FloatModel), await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task An_evaluation_is_cancelled_between_two_samples()
    {
        using var cancelling = new CancellationTokenSource();
        using var interpreter = Interpreter.Open(Workplace.FloatModel);
        using var dataset = Dataset.Open(Path.Combine(AppContext.BaseDirectory, "Samples", "mnist-500-images-idx3-ubyte.gz"));
        var told = new Told<EvaluationProgress>(_ => cancelling.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Evaluator(Preprocessing.Parse("scale-255")).RunAsync(interpreter, dataset, told, cancelling.Token));
        Assert.InRange(told.Values.Count, 1, 10);
    }

    [Fact]
    public void A_recipe_and_optimizations_together_are_refused()
    {
        var converter = Recipe();
        converter.Optimizations = [Optimize.Default];
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(converter.Convert).Kind);
    }

    private static Converter Recipe()
    {
        var converter = Converter.FromSavedModel(Workplace.Sample);
        converter.Recipe = "dynamic-range-int8";
        return converter;
    }

    /// <summary>Keeps what it is told, at once.</summary>
    private sealed class Told<T>(Action<T>? then = null) : IProgress<T>
    {
        private readonly ConcurrentQueue<T> values = new();

        public IReadOnlyList<T> Values => [.. values];

        public void Report(T value)
        {
            values.Enqueue(value);
            then?.Invoke(value);
        }
    }
}
