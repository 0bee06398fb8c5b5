using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>The recorded graphs of TensorFlow, converted, run and compared: one operation at a time, and whole models.</summary>
public sealed partial class TensorFlowSuite
{
    /// <summary>What TFLite's operators cannot say, and TensorFlow's own converter gets wrong as well.</summary>
    private static readonly Dictionary<string, string> KnownDifferences = new(StringComparer.Ordinal)
    {
        ["Max/special"] = "REDUCE_MAX drops NaN",
        ["Maximum/special"] = "MAXIMUM drops a NaN of its first operand",
        ["Min/special"] = "REDUCE_MIN drops NaN",
        ["Minimum/special"] = "MINIMUM drops a NaN of its first operand",
        ["corpus/fashion_fake_quant/saved_model"] =
            "two values beside the middle of a quantization step round to the other side; the recorded .tflite file gives them as Octavo "
            + "does",
    };

    [RecordedTheory]
    [MemberData(nameof(ElementwiseOperations))]
    public void Converted_elementwise_operations_give_what_TensorFlow_gave(string operation) => CheckOperation(operation);

    [RecordedTheory]
    [MemberData(nameof(SpatialOperations))]
    public void Converted_spatial_operations_give_what_TensorFlow_gave(string operation) => CheckOperation(operation);

    private static void CheckOperation(string operation)
    {
        var shared = SharedFolder.Of();
        Check(Path.Combine(shared, "conformance", "_tensorflow", operation), operation);
    }

    private static void Check(string folder, string name)
    {
        var results = new SourceReplay(new InterpreterOptions()).Run(folder).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result =>
        {
            var recorded = $"{name}/{Path.GetFileNameWithoutExtension(result.Name)}";
            var expected =
                KnownDifferences.ContainsKey(recorded) ? "failed" : ReasonOfRefusal(name, recorded) is not null ? "unsupported" : "passed";
            Assert.True(result.Outcome == expected, $"{recorded} is to be '{expected}' and is '{result.Outcome}': {result.Reason}");
        });
    }
}
