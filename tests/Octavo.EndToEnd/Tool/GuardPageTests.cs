using System.Text.Json;
using Octavo.Kernels;

namespace Octavo.EndToEnd;

/// <summary>
/// Every recorded case gives the same answer where each operand, scratch area and packed weight ends at a page that nobody may touch.
/// </summary>
public sealed class GuardPageTests
{
    [Fact]
    public void Recorded_cases_of_the_repository_pass_with_guard_pages() => Compare(Path.Combine(AppContext.BaseDirectory, "Cases"));

    [RecordedFact]
    public void Recorded_cases_beside_the_repository_give_the_same_with_guard_pages() => Compare(SharedFolder.Of("conformance"));

    private static void Compare(string folder)
    {
        var plain = Replay(folder, "");
        var guarded = Replay(folder, $"{GuardPages.VariableName}=1 ");
        Assert.NotEmpty(plain);
        Assert.Equal(plain, guarded);
    }

    private static List<string> Replay(string folder, string environment)
    {
        var run = ToolRun.OfShell($"{environment}octavo replay '{folder}' --json");
        Assert.True(run.ExitCode is 0 or 5, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("cases").EnumerateArray()
            .Select(line =>
                $"{line.GetProperty("case").GetString()} {line.GetProperty("result").GetString()} {line.GetProperty("difference")}")];
    }
}
