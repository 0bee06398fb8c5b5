using System.CommandLine;
using System.CommandLine.Parsing;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>
/// What is wrong with a command line: one message for each mistake, all in one style, those that only follow from another left out.
/// </summary>
internal static class ParsingErrors
{
    private const int LongestName = 60;

    /// <summary>Empty where the command line is right.</summary>
    /// <param name="parsed">What became of the command line.</param>
    /// <param name="arguments">The command line.</param>
    public static IReadOnlyList<OctavoException> Of(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens.FirstOrDefault(token => !LooksLikeOption(token)) is { } stranger)
        {
            return [UnknownCommand(stranger, command)];
        }

        var options = OptionsOf(parsed.CommandResult).ToList();
        var unknown =
            arguments.TakeWhile(argument => argument != "--").Where(LooksLikeOption).Select(NameOf).Distinct(StringComparer.Ordinal)
            .Where(name => !options.Exists(option => option.Name == name || option.Aliases.Contains(name))).ToList();
        if (unknown.Count != 0)
        {
            return [.. unknown.Select(name => UnknownOption(name, command, options))];
        }

        if (command is RootCommand && parsed.Errors.Count != 0)
        {
            return [new OctavoException(ErrorKind.Usage, "A command is missing.", hint: Help(command))];
        }

        // A word too many is often the reason why something else is missing.
        var errors = parsed.UnmatchedTokens.Count != 0
            ? [new OctavoException(ErrorKind.Usage, $"Nothing takes '{Clipped(parsed.UnmatchedTokens[0])}'.", null, Usage(command),
                hint: command.Options.Any(option => option.Name == "--output") ? "Outputs are named by --output (-o)." : Help(command))]
            : parsed.Errors.Select(error => Describe(error, command)).DistinctBy(error => error.Message).ToList();
        return errors;
    }

    /// <summary>A dash and a letter, or two dashes and anything: a negative number, a path and <c>-</c> are none.</summary>
    public static bool LooksLikeOption(string argument) =>
        argument.Length > 1 && argument[0] == '-' && (char.IsAsciiLetter(argument[1]) || (argument[1] == '-' && argument.Length > 2));

    private static string NameOf(string argument) => argument.IndexOfAny(['=', ':']) is > 0 and var at ? argument[..at] : argument;

    private static IEnumerable<Option> OptionsOf(CommandResult result)
    {
        for (var current = result; current is not null; current = current.Parent as CommandResult)
        {
            foreach (var option in current.Command.Options.Where(option => current == result || option.Recursive))
            {
                yield return option;
            }
        }
    }

    private static OctavoException UnknownOption(string name, Command command, List<Option> options)
    {
        var candidates = options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))
            .Where(candidate => candidate.StartsWith("--", StringComparison.Ordinal));
        var where = command is RootCommand ? "octavo" : $"octavo {command.Name}";
        return new OctavoException(ErrorKind.Usage, $"{where} has no option '{Clipped(name)}'.",
            hint: Suggestion(name, candidates) is { } nearest ? $"Did you mean {nearest}?" : Help(command));
    }

    private static OctavoException UnknownCommand(string word, Command root)
    {
        var names = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        return new OctavoException(ErrorKind.Usage, $"There is no command '{Clipped(word)}'.", null, string.Join(", ", names),
            hint: Suggestion(word, names) is { } nearest ? $"Did you mean {nearest}?" : Help(root));
    }

    private static string? Suggestion(string word, IEnumerable<string> candidates) =>
        word.Length > LongestName ? null : NearestName.Of(word, candidates, onlyIfNear: true);

    private static OctavoException Describe(ParseError error, Command command)
    {
        var hint = Help(command);
        switch (error.SymbolResult)
        {
            case OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } repeated:
                return new OctavoException(ErrorKind.Usage, $"{repeated.Option.Name} is given {repeated.Tokens.Count} times.", null,
                    "one value", string.Join(", ", repeated.Tokens.Select(token => $"'{Clipped(token.Value)}'")));
            case OptionResult { Implicit: false, Tokens.Count: 0 } bare when bare.Option.Arity.MinimumNumberOfValues > 0:
                return new OctavoException(ErrorKind.Usage, $"{bare.Option.Name} lacks its value.", hint: bare.Option.Description);
            case OptionResult { Implicit: true, Option.Required: true } absent:
                return Missing(absent.Option, hint);
            case ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing:
                return new OctavoException(ErrorKind.Usage, $"{missing.Argument.Name} is missing.", null, Usage(command), hint: hint);
            case CommandResult result when result.Command.Options.FirstOrDefault(option =>
                option.Required && result.GetResult(option) is null
                && error.Message.Contains(option.Name, StringComparison.Ordinal)) is { } option:
                return Missing(option, hint);
            default:
                return new OctavoException(ErrorKind.Usage, error.Message);
        }
    }

    private static OctavoException Missing(Option option, string hint) =>
        new(ErrorKind.Usage, $"{option.Name} is missing.", hint: $"{option.Description} {hint}");

    private static string Usage(Command command) =>
        string.Join(' ', ["octavo", command.Name, .. command.Arguments.Select(argument => argument.Name), "[options]"]);

    private static string Help(Command command) =>
        command is RootCommand ? "'octavo --help' lists the commands." : $"'octavo {command.Name} --help' shows its options.";

    private static string Clipped(string text) => text.Length <= LongestName ? text : $"{text[..LongestName]}...";
}
