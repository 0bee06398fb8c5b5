using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>The recorded cases of the operators that a feed-forward model with 8-bit weights uses.</summary>
public sealed class OperatorSuite
{
    private static readonly HashSet<string> Kinds = ["float", "float16", "hybrid", "hybrid-asymmetric", "weight-only"];

    /// <summary>
    /// Batch-major sequences with merged outputs: LiteRT takes the width of the output for the width of the state and reads the last states from
    /// beyond them. Octavo computes what the operator's definition says.
    /// </summary>
    private static readonly HashSet<string> Defects = ["float_merge_bm", "hybrid_merge_bm", "hybrid_asym_merge_bm"];

    public static TheoryData<string, KernelMode> Operators
    {
        get
        {
            var data = new TheoryData<string, KernelMode>();
            foreach (var name in new[]
            {
                "ADD", "AVERAGE_POOL_2D", "BATCH_MATMUL", "BIDIRECTIONAL_SEQUENCE_LSTM", "CONV_2D", "CONV_3D_TRANSPOSE", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED",
                "LSTM", "MAX_POOL_2D", "MEAN", "MUL", "NON_MAX_SUPPRESSION_V4", "NON_MAX_SUPPRESSION_V5", "RESHAPE", "SOFTMAX", "TRANSPOSE_CONV",
                "UNIDIRECTIONAL_SEQUENCE_LSTM",
            })
            {
                data.Add(name, KernelMode.Fastest);
                data.Add(name, KernelMode.Reference);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Recorded_cases_give_the_recorded_outputs(string name, KernelMode kernels)
    {
        if (SharedFolder.Find(name) is { } shared)
        {
            Check(new FolderReplay(new InterpreterOptions { Kernels = kernels }).Run(Path.Combine(shared, "conformance", name), Kinds).ToList(), name);
        }
    }

    [Fact]
    public void Dequantizing_gives_the_recorded_bits_for_every_type()
    {
        if (SharedFolder.Find("DEQUANTIZE") is { } shared)
        {
            Check([.. new FolderReplay(new InterpreterOptions()).Run(Path.Combine(shared, "conformance", "DEQUANTIZE"), new HashSet<string>())], "DEQUANTIZE");
        }
    }

    [Theory]
    [InlineData("LSTM")]
    [InlineData("UNIDIRECTIONAL_SEQUENCE_LSTM")]
    public void Integer_memories_give_the_recorded_bits(string name)
    {
        if (SharedFolder.Find(name) is { } shared)
        {
            Check([.. new FolderReplay(new InterpreterOptions()).Run(Path.Combine(shared, "conformance", name), new HashSet<string> { "int8", "uint8" })], name);
        }
    }

    [Theory]
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
        if (SharedFolder.Find(name) is { } shared)
        {
            foreach (var variant in new[] { "float32", "dynamic", "float16" })
            {
                var file = Path.Combine(shared, "corpus", name, $"{variant}.tflite");
                if (File.Exists(file))
                {
                    Check([.. new FolderReplay(new InterpreterOptions { Threads = 2 }).Run(file, new HashSet<string>())], name);
                }
            }
        }
    }

    private static void Check(List<FolderReplay.CaseResult> results, string name)
    {
        Assert.NotEmpty(results);
        Assert.Contains(results, result => result.Outcome == "passed");
        Assert.All(results.Where(result => !Defects.Contains(NameOf(result))), result => Assert.False(result.Outcome == "failed", $"{result.Name}: {result.Reason}"));
        foreach (var result in results.Where(result => result.Outcome is "unsupported" or "skipped"))
        {
            Console.WriteLine($"{result.Outcome} {name}/{NameOf(result)}: {result.Reason}");
        }
    }

    private static string NameOf(FolderReplay.CaseResult result) => Path.GetFileNameWithoutExtension(result.Name);
}
