using Octavo.Cli;

namespace Octavo.Architecture;

/// <summary>Command lines that pages show are understood by the tool.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Lines =>
    [
        .. new[] { "README.md", "samples/README.md" }.SelectMany(page => Repository.Read(page).Split('\n')).Select(line => line.Trim())
            .Where(line => line.StartsWith("octavo ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_command_line_of_a_page_is_understood(string line)
    {
        var parsed = CommandTree.Make().Parse(line["octavo ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(parsed.Errors.Count == 0, $"{line}: {string.Join(" ", parsed.Errors.Select(error => error.Message))}");
    }
}
