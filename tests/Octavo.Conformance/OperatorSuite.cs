using Octavo.Evaluation;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>The recorded cases of the operators that a feed-forward model with 8-bit weights uses.</summary>
public sealed class OperatorSuite
{
    private static readonly HashSet<string> Kinds = ["float", "float16", "hybrid", "hybrid-asymmetric", "weight-only"];

    public static TheoryData<string, KernelMode> Operators
    {
        get
        {
            var data = new TheoryData<string, KernelMode>();
            foreach (var name in new[]
            {
                "ADD", "AVERAGE_POOL_2D", "BATCH_MATMUL", "BIDIRECTIONAL_SEQUENCE_LSTM", "BIDIRECTIONAL_SEQUENCE_RNN", "CONV_2D",
                    "CONV_3D_TRANSPOSE",
                "DEPTHWISE_CONV_2D", "EMBEDDING_LOOKUP_SPARSE", "FULLY_CONNECTED", "LSTM", "MAX_POOL_2D", "MEAN", "MUL",
                    "NON_MAX_SUPPRESSION_V4",
                "NON_MAX_SUPPRESSION_V5", "RESHAPE", "RNN", "SOFTMAX", "SVDF", "TRANSPOSE_CONV", "UNIDIRECTIONAL_SEQUENCE_LSTM",
                    "UNIDIRECTIONAL_SEQUENCE_RNN",
            })
            {
                data.Add(name, KernelMode.Fastest);
                data.Add(name, KernelMode.Reference);
            }

            return data;
        }
    }

    [RecordedTheory]
    [MemberData(nameof(Operators))]
    public void Recorded_cases_give_the_recorded_outputs(string name, KernelMode kernels)
    {
        var shared = SharedFolder.Of();
        Check(new FolderReplay(new InterpreterOptions { Kernels = kernels }).Run(Path.Combine(shared, "conformance", name), Kinds).ToList(),
            name);
    }

    [RecordedTheory]
    [InlineData("DEQUANTIZE")]
    [InlineData("EMBEDDING_LOOKUP")]
    [InlineData("SVDF")]
    public void Cases_of_every_element_type_give_the_recorded_outputs(string name)
    {
        var shared = SharedFolder.Of();
        Check([.. new FolderReplay(new InterpreterOptions()).Run(Path.Combine(shared, "conformance", name), new HashSet<string>())], name);
    }

    [RecordedTheory]
    [InlineData("LSTM")]
    [InlineData("UNIDIRECTIONAL_SEQUENCE_LSTM")]
    public void Integer_memories_give_the_recorded_bits(string name)
    {
        var shared = SharedFolder.Of();
        Check([.. new FolderReplay(new InterpreterOptions())
            .Run(Path.Combine(shared, "conformance", name), new HashSet<string> { "int8", "uint8" })], name);
    }

    [RecordedTheory]
    [InlineData("mnist_mlp")]
    [InlineData("mnist_cnn")]
    [InlineData("fashion_mobilenet")]
    [InlineData("mobilenet_v2_nsfw")]
    [InlineData("mnist_lstm_keras")]
    [InlineData("mnist_bilstm_keras")]
    [InlineData("words_lstm_keras")]
    [InlineData("speaker_encoder_lstm")]
    public void Converted_models_give_the_recorded_outputs(string name)
    {
        var shared = SharedFolder.Of();
        foreach (var variant in new[] { "float32", "dynamic", "float16" })
        {
            var file = Path.Combine(shared, "corpus", name, $"{variant}.tflite");
            if (File.Exists(file))
            {
                Check([.. new FolderReplay(new InterpreterOptions { Threads = 2 }).Run(file, new HashSet<string>())], name);
            }
        }
    }

    private static string? ReasonOfDeparture(FolderReplay.CaseResult result, string name) =>
        Departures.ReasonOf($"{name}/{NameOf(result)}");

    private static void Check(List<FolderReplay.CaseResult> results, string name)
    {
        Assert.NotEmpty(results);
        Assert.Contains(results, result => result.Outcome == "passed");
        Assert.All(results,
            result =>
                Assert.False(result.Outcome == "failed" && ReasonOfDeparture(result, name) is null, $"{result.Name}: {result.Reason}"));
        foreach (var result in results.Where(result => ReasonOfDeparture(result, name) is not null))
        {
            Console.WriteLine($"departs {name}/{NameOf(result)}: {ReasonOfDeparture(result, name)}");
        }

        Assert.All(results,
            result =>
                Assert.False(result.Outcome == "unsupported" && Refusals.ReasonOf(result) is null,
                    $"{result.Name} is refused: {result.Reason}"));
    }

    private static string NameOf(FolderReplay.CaseResult result) => Path.GetFileNameWithoutExtension(result.Name);
}
