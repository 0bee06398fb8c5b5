using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>The recorded graphs of TensorFlow, converted, run and compared: one operation at a time, and whole models.</summary>
public sealed partial class TensorFlowSuite
{
    [Theory]
    [MemberData(nameof(SpatialOperations))]
    public void Converted_spatial_operations_give_what_TensorFlow_gave(string operation) => CheckOperation(operation);

    private static void CheckOperation(string operation)
    {
        if (SharedFolder.Find(operation) is { } shared)
        {
            Check(Path.Combine(shared, "conformance", "_tensorflow", operation), operation);
        }
    }

    private static void Check(string folder, string name)
    {
        var results = new SourceReplay(new InterpreterOptions()).Run(folder).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.False(result.Outcome == "failed", $"{result.Name}: {result.Reason}"));
        foreach (var result in results.Where(result => result.Outcome is "unsupported" or "skipped"))
        {
            Console.WriteLine($"{result.Outcome} {name}/{Path.GetFileNameWithoutExtension(result.Name)}: {result.Reason}");
        }
    }
}
