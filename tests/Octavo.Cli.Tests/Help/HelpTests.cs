using System.CommandLine;

namespace Octavo.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
        [.. CommandTree.Make().Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_shows_an_example_that_it_understands(string command)
    {
        var help = Output(command, "--help");
        Assert.NotEmpty(CommandExamples.Of(command));
        foreach (var example in CommandExamples.Of(command))
        {
            Assert.Contains(example, help, StringComparison.Ordinal);
            var arguments = example.Split(" > ")[0].Split(' ')[1..];
            Assert.Equal(command, arguments[0]);
            Assert.Empty(ParsingErrors.Of(CommandTree.Parse(arguments), arguments));
        }
    }

    [Theory]
    [InlineData("convert")]
    [InlineData("quantize")]
    public void Commands_with_a_recipe_list_the_recipes(string command) =>
        Assert.Contains("  dynamic-range-int8", Output(command, "--help"), StringComparison.Ordinal);

    [Fact]
    public void Commands_with_a_preprocessing_list_the_presets() =>
        Assert.Contains("  torchvision-224", Output("evaluate", "--help"), StringComparison.Ordinal);

    [Fact]
    public void The_version_is_shown() => Assert.Matches(@"^\d+\.\d+", Output("--version"));

    [Theory]
    [InlineData("octavo conv", "convert")]
    [InlineData("octavo convert m --rec", "--recipe")]
    [InlineData("octavo convert m --recipe dyn", "dynamic-range-int8")]
    [InlineData("octavo quantize m --recipe ", "float16-weights")]
    [InlineData("octavo evaluate m --preprocess ", "torchvision-224")]
    [InlineData("octavo convert m --stop-after Fold", "FoldConstants")]
    [InlineData("octavo run m --kernels ", "reference")]
    [InlineData("octavo completion ", "zsh")]
    public void A_shell_is_offered_names(string line, string expected) =>
        Assert.Contains(expected, Output($"[suggest:{line.Length}]", line).Split('\n', StringSplitOptions.TrimEntries));

    [Fact]
    public void Every_shell_has_a_script()
    {
        foreach (var shell in new[] { "bash", "fish", "pwsh", "zsh" })
        {
            Assert.NotEmpty(CommandTree.Make().Subcommands.Single(command => command.Name == "completion").Description!);
            Assert.Empty(ParsingErrors.Of(CommandTree.Parse(["completion", shell]), ["completion", shell]));
        }
    }

    private static string Output(params string[] arguments)
    {
        using var output = new StringWriter();
        CommandTree.Parse(arguments).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }
}
