using Octavo.Evaluation;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.EndToEnd;

public sealed class ReplayTests
{
    public static TheoryData<KernelMode, int> Ways =>
        new() { { KernelMode.Fastest, 1 }, { KernelMode.Fastest, 2 }, { KernelMode.Reference, 1 } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_recorded_case_in_the_repository_passes(KernelMode kernels, int threads)
    {
        var replay = new FolderReplay(new InterpreterOptions { Kernels = kernels, Threads = threads });
        var results = replay.Run(Path.Combine(AppContext.BaseDirectory, "Cases"), new HashSet<string>()).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Outcome == "passed", $"{result.Name}: {result.Outcome}, {result.Reason}"));
    }

    [Fact]
    public void A_file_cut_short_is_refused_with_a_typed_error_and_never_crashes()
    {
        var whole = File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "CONV_2D"), "*.tflite")
            .Order(StringComparer.Ordinal).First());
        for (var length = 0; length < whole.Length - 1; length += 7)
        {
            try
            {
                using var interpreter = Interpreter.Open(whole.AsMemory(0, length), name: "cut.tflite");
                interpreter.Invoke();
            }
            catch (OctavoException error)
            {
                Assert.True(error.ExitCode is 3 or 4, error.Message);
            }
        }
    }
}
