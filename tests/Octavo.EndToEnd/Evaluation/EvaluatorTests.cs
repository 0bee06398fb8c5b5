using System.IO.Compression;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Evaluating from C#: labels, shapes, batches, threads, bad samples, cancellation.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private readonly DigitFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Folders_named_by_numbers_by_words_and_arrays_give_the_same()
    {
        var numbers = Run("digits", new Evaluator(Preprocessing.Parse(DigitFiles.Grey)));
        var words = Run("digits-by-name",
            new Evaluator(Preprocessing.Parse(DigitFiles.Grey)) { Labels = ClassLabels.Read(files["labels.txt"]) });
        var arrays = Run("digits.npz", new Evaluator(Preprocessing.None));
        Assert.Equal(DigitFiles.Count, numbers.Samples);
        Assert.Equal(arrays.Top(1).Successes, numbers.Top(1).Successes);
        Assert.Equal(arrays.Top(1).Successes, words.Top(1).Successes);
        Assert.True(arrays.Top(1).Value > 0.95, $"{arrays.Top(1).Value}");
        Assert.Equal("seven", words.NameOf(7));
        Assert.Equal(7, words.Mapping!.Entries.Single(entry => entry.Name == "seven").Output);
    }

    [Fact]
    public void Labels_that_travel_with_the_model_are_used()
    {
        var path = files["labelled.tflite"];
        using (var archive = new MemoryStream())
        {
            using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            {
                using var entry = zip.CreateEntry("labels.txt").Open();
                entry.Write(File.ReadAllBytes(files["labels.txt"]));
            }

            File.WriteAllBytes(path, [.. File.ReadAllBytes(DigitFiles.Model), .. archive.ToArray()]);
        }

        var result = Run("digits-by-name", new Evaluator(Preprocessing.Parse(DigitFiles.Grey)), path);
        Assert.True(result.Top(1).Value > 0.95, $"{result.Top(1).Value}");
        Assert.Contains("labels.txt", result.LabelSource, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_named_by_words_are_refused_without_labels_before_a_picture_is_read()
    {
        files.Write("digits-by-name/eight/0.png", [1, 2, 3]);
        var error = Assert.Throws<OctavoException>(() => Run("digits-by-name", new Evaluator(Preprocessing.Parse(DigitFiles.Grey))));
        Assert.Contains("--labels", error.Expected!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(1, 7)]
    [InlineData(2, 16)]
    public void Threads_and_batches_change_nothing(int threads, int? batch)
    {
        var expected = Run("digits.npz", new Evaluator(Preprocessing.None));
        var found = Run("digits.npz", new Evaluator(Preprocessing.None) { Shapes = new InputShapes([], batch) }, threads: threads);
        Assert.Equal(expected.Ranks, found.Ranks);
        Assert.Equal(expected.Classes, found.Classes);
        Assert.Equal(expected.Labels, found.Labels);
    }

    [Theory]
    [InlineData("torchvision-224")]
    [InlineData("""{"name":"image","channels":"grey","size":[14,56]}""")]
    [InlineData("""{"name":"image","channels":"rgb","size":[28,28]}""")]
    public void A_preprocessing_of_another_shape_is_refused(string preprocessing)
    {
        var error = Assert.Throws<OctavoException>(() => Run("digits", new Evaluator(Preprocessing.Parse(preprocessing))));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains("[1,28,28,1]", error.Expected!, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_in_the_wrong_place_are_told_with_what_moves_them()
    {
        using var interpreter = Interpreter.Open(Path.Combine(AppContext.BaseDirectory, "Models", "open_sizes.tflite"));
        Assert.Contains("nhwc", Fails(Tensor.Zeros(ElementType.Float32, new Shape(1, 3, 32, 40))).Hint!, StringComparison.Ordinal);
        Assert.Contains("astype(np.float32)", Fails(Tensor.Zeros(ElementType.Float64, new Shape(1, 32, 40, 3))).Hint!,
            StringComparison.Ordinal);
        Assert.Contains("preprocessing", Fails(new Tensor(new Shape(1), [new byte[] { 65 }])).Hint!, StringComparison.Ordinal);
        Assert.Contains("scale-255", Fails(Tensor.Zeros(ElementType.UInt8, new Shape(1, 32, 40, 3))).Hint!, StringComparison.Ordinal);
        OctavoException Fails(Tensor tensor) =>
            Assert.Throws<OctavoException>(() => SampleInputs.Set(interpreter, new Sample("sample", [tensor])));
    }

    [Fact]
    public void Samples_that_cannot_be_read_are_left_out_up_to_a_number_and_named()
    {
        files.Write("digits/3/broken.png", [1, 2, 3]);
        files.Write("digits/5/empty.png", []);
        var strict = Assert.Throws<OctavoException>(() => Run("digits", new Evaluator(Preprocessing.Parse(DigitFiles.Grey))));
        Assert.Contains("broken.png", strict.Where!, StringComparison.Ordinal);
        var tooMany = Assert.Throws<OctavoException>(
            () => Run("digits", new Evaluator(Preprocessing.Parse(DigitFiles.Grey)) { MaximumBadSamples = 1 }, threads: 2));
        Assert.Contains("empty.png", tooMany.Where!, StringComparison.Ordinal);
        var result = Run("digits", new Evaluator(Preprocessing.Parse(DigitFiles.Grey)) { MaximumBadSamples = 2 }, threads: 2);
        Assert.Equal(DigitFiles.Count, result.Samples);
        Assert.Equal(["3/broken.png", "5/empty.png"], result.BadSamples.Select(sample => sample.Name.Replace('\\', '/')));
    }

    [Fact]
    public void Of_several_failures_the_first_of_the_data_is_told_for_any_number_of_threads()
    {
        var labels = Enumerable.Range(0, 64).Select(index => index % 10).ToArray();
        (labels[20], labels[23], labels[41]) = (77, 88, 99);
        NpzFile.Write(files["wrong.npz"], new Dictionary<string,
            Tensor> { ["x"] = Tensor.Zeros(ElementType.Float32, new Shape(64, 28, 28, 1)), ["y"] = Tensor.From(new Shape(64), labels) });
        for (var threads = 1; threads <= 4; threads++)
        {
            Assert.Equal("20", Assert.Throws<OctavoException>(
                () => Run("wrong.npz", new Evaluator(Preprocessing.None), threads: threads)).Where);
        }
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_wrong_and_counted()
    {
        NpzFile.Write(files["zeros.npz"], new Dictionary<string,
            Tensor> { ["x"] = Tensor.Zeros(ElementType.Float32, new Shape(20, 16)), ["y"] = Tensor.From(new Shape(20), new int[20]) });
        var result = Run("zeros.npz", new Evaluator(Preprocessing.None), Path.Combine(AppContext.BaseDirectory, "Models", "nan.tflite"));
        Assert.Equal(20, result.NonFinite.Length);
        Assert.Equal(0, result.Top(1).Successes);
        Assert.All(result.Classes, found => Assert.Equal(-1, found));
    }

    [Fact]
    public void A_metric_that_says_nothing_of_the_model_is_refused_before_it_runs() => Assert.Equal(
        ErrorKind.Usage,
        Assert.Throws<OctavoException>(
            () => Run("digits.npz", new Evaluator(Preprocessing.None) { Metrics = [ClassificationMetrics.Find("top-11")] })).Kind);

    [Fact]
    public void A_data_set_without_samples_is_refused()
    {
        NpzFile.Write(files["none.npz"], new Dictionary<string,
            Tensor> { ["x"] = Tensor.Zeros(ElementType.Float32, new Shape(0, 28, 28, 1)), ["y"] = Tensor.From<int>(new Shape(0)) });
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => Run("none.npz", new Evaluator(Preprocessing.None))).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_evaluation_ends(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        using var interpreter = Interpreter.Open(DigitFiles.Model, new InterpreterOptions { Threads = threads });
        using var dataset = Dataset.Open(files["digits.npz"]);
        var progress = new CancellingProgress(cancellation);
        Assert.ThrowsAny<OperationCanceledException>(
            () => new Evaluator(Preprocessing.None).Run(interpreter, dataset, progress, cancellation.Token));
        Assert.InRange(progress.Done, 1, DigitFiles.Count - 1);
    }

    [Fact]
    public void Labels_one_short_of_the_scores_are_doubted()
    {
        var labels = Enumerable.Range(0, 18).Select(index => index % 9).ToArray();
        NpzFile.Write(files["short.npz"], new Dictionary<string,
            Tensor> { ["x"] = Tensor.Zeros(ElementType.Float32, new Shape(18, 28, 28, 1)), ["y"] = Tensor.From(new Shape(18), labels) });
        Assert.Contains("background", Assert.Single(Run("short.npz", new Evaluator(Preprocessing.None)).Doubts), StringComparison.Ordinal);
        Assert.Empty(Run("digits.npz", new Evaluator(Preprocessing.None)).Doubts);
    }

    private Evaluator.Result Run(string data, Evaluator evaluator, string? model = null, int threads = 1)
    {
        using var interpreter = Interpreter.Open(model ?? DigitFiles.Model, new InterpreterOptions { Threads = threads });
        using var dataset = Dataset.Open(files[data], new DatasetOptions { KeepsUnreadable = evaluator.MaximumBadSamples > 0 });
        return evaluator.Run(interpreter, dataset);
    }

    private sealed class CancellingProgress(CancellationTokenSource cancellation) : IProgress<EvaluationProgress>
    {
        public long Done { get; private set; }

        public void Report(EvaluationProgress value)
        {
            Done = value.Done;
            cancellation.Cancel();
        }
    }
}
