using System.CommandLine;

namespace Octavo.Cli;

/// <summary>Every command of the tool, sorted; docs/cli.md is generated from it.</summary>
internal static class CommandTree
{
    private static readonly Option<bool> Quiet =
        new("--quiet", "-q") { Recursive = true, Description = "Only results, errors and warnings: no notes, no progress." };
    private static readonly Option<bool> Verbose = new("--verbose") { Recursive = true,
        Description = "Every decision, progress also where stderr is no terminal, and where a fault of Octavo lies in its code." };

    /// <summary>Made once: commands share their options.</summary>
    private static readonly Lazy<RootCommand> Tree = new(() =>
    {
        var root = MakeCommands();
        HelpWithExamples.AddTo(root);
        CompletionWords.AddTo(root);
        return root;
    });

    public static RootCommand Make() => Tree.Value;

    /// <summary>Names of all options of all commands, with their dashes.</summary>
    public static IReadOnlySet<string> OptionNames
    {
        get
        {
            var root = Make();
            return root.Subcommands.Append<Command>(root).SelectMany(command => command.Options)
                .SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>A file may be called <c>@name</c>: there are no files of arguments.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) =>
        Make().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static RootCommand MakeCommands() => new(
        "Makes TensorFlow models small with 8-bit weights, runs them and proves that they still work; without Python, TensorFlow or native "
        + "libraries.")
    {
        BenchmarkCommand.Make(),
        CompareCommand.Make(),
        CompletionCommand.Make(),
        ConvertCommand.Make(),
        DemoCommand.Make(),
        DoctorCommand.Make(),
        EvaluateCommand.Make(),
        InspectCommand.Make(),
        QuantizeCommand.Make(),
        ReplayCommand.Make(),
        RunCommand.Make(),
        Quiet,
        Verbose,
    };
}
