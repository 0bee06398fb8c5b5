using Octavo.Graphs;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Recurrent layers that a .tflite file has as loops: quantizing never makes operators of them whose states somebody must reset, unless
/// asked to.
/// </summary>
public sealed class FileLoopTests : IDisposable
{
    private const int Steps = 6;
    private const int Size = 32;

    private readonly string folder = Directory.CreateTempSubdirectory("octavo-test-").FullName;

    [Fact]
    public void A_loop_of_a_file_stays_a_loop_with_8_bit_weights_and_answers_alike_each_time()
    {
        var file = LoopFile();
        var small = Path.Combine(folder, "small.tflite");
        var report = new Quantizer("dynamic-range-int8").Quantize(file, small);

        Assert.Equal(1, report.Operators["WHILE"]);
        Assert.True(report.Quantization!.ChangedAnything);
        Assert.Empty(report.Notes);
        Assert.True(report.Bytes < report.FloatBytes);
        Assert.Equal(new FileInfo(file).Length, report.FloatBytes);
        using var read = TFLiteFile.Open(small);
        Assert.Null(KeptStateNames.Read(read.Model));
        Assert.DoesNotContain(read.Model.Subgraphs.SelectMany(graph => graph.Values()), value => value.IsVariable);
        var answers = Answers(small);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public void Where_it_is_asked_for_the_loop_becomes_an_operator_and_the_file_says_that_it_keeps_no_state()
    {
        var small = Path.Combine(folder, "small.tflite");
        var report = new Quantizer("dynamic-range-int8") { FuseRecurrence = true }.Quantize(LoopFile(), small);

        Assert.Equal(1, report.Operators["UNIDIRECTIONAL_SEQUENCE_LSTM"]);
        Assert.Contains(report.Notes, note => note.Contains("must reset variables between sequences", StringComparison.Ordinal));
        using var read = TFLiteFile.Open(small);
        Assert.Empty(KeptStateNames.Read(read.Model)!.Names);
    }

    [Fact]
    public void A_converted_layer_says_which_of_its_states_the_model_keeps()
    {
        Assert.Empty(Kept(statefulBatch: null));
        Assert.NotEmpty(Kept(statefulBatch: 1));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static KerasLayerModel Layer(int? statefulBatch = null) =>
        new(new KerasLstmWrittenCell(Size, Size), Steps, true, false, StatefulBatch: statefulBatch);

    private string LoopFile()
    {
        var converter = Layer().Write().WriteTo(Directory.CreateDirectory(Path.Combine(folder, "model")).FullName);
        converter.StopAfter = "MergeReads";
        var path = Path.Combine(folder, "loop.tflite");
        converter.ConvertToFile(path);
        return path;
    }

    private IReadOnlyCollection<string> Kept(int? statefulBatch)
    {
        var converter =
            Layer(statefulBatch).Write().WriteTo(Directory.CreateDirectory(Path.Combine(folder, $"model {statefulBatch}")).FullName);
        using var file = TFLiteFile.Read(converter.Convert(), "converted");
        var variables =
            file.Model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => value.IsVariable).Select(value => value.Name).ToList();
        var kept = KeptStateNames.Read(file.Model)!.Names;
        Assert.NotEmpty(variables);
        Assert.Subset(variables.ToHashSet(), kept.ToHashSet());
        return kept;
    }

    private static List<float[]> Answers(string path)
    {
        using var interpreter = Interpreter.Open(path);
        var input = Tensor.From<float>(new Shape(1, Steps, Size), [.. Enumerable.Range(0, Steps * Size).Select(index => MathF.Sin(index))]);
        var answers = new List<float[]>();
        for (var round = 0; round < 2; round++)
        {
            interpreter.SetInput(0, input);
            interpreter.Invoke();
            answers.Add(interpreter.OutputSpan<float>(0).ToArray());
        }

        return answers;
    }
}
