using Octavo.Evaluation;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>The recorded loops, branches and resources, of all kinds.</summary>
public sealed class ControlFlowSuite
{
    [RecordedTheory]
    [InlineData("WHILE", KernelMode.Fastest)]
    [InlineData("WHILE", KernelMode.Reference)]
    [InlineData("IF", KernelMode.Fastest)]
    [InlineData("IF", KernelMode.Reference)]
    [InlineData("ASSIGN_VARIABLE", KernelMode.Fastest)]
    [InlineData("CALL_ONCE", KernelMode.Fastest)]
    [InlineData("READ_VARIABLE", KernelMode.Fastest)]
    [InlineData("VAR_HANDLE", KernelMode.Fastest)]
    [InlineData("_signatures", KernelMode.Fastest)]
    public void Recorded_loops_branches_and_resources_give_the_recorded_outputs(string name, KernelMode kernels)
    {
        var shared = SharedFolder.Of();
        var results = new FolderReplay(new InterpreterOptions { Kernels = kernels, Threads = 2 })
            .Run(Path.Combine(shared, "conformance", name), new HashSet<string>()).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Outcome == "passed", $"{result.Name}: {result.Outcome}, {result.Reason}"));
    }
}
