using System.CommandLine;
using System.Text;
using Octavo.Cli;
using Octavo.Tensors;

namespace Octavo.DocsGenerator;

/// <summary>docs/cli.md: every command with its arguments and options, the exit codes, the kinds of errors.</summary>
internal static class CommandPage
{
    public static string Text()
    {
        var root = CommandTree.Make();
        var commands = root.Subcommands.Where(command => !command.Hidden).OrderBy(command => command.Name, StringComparer.Ordinal).ToList();
        var text = new StringBuilder(
            $"""
            # Command line

            Generated from the commands of `Octavo.Cli`; `{GeneratedPages.Command}` writes it anew.
            {root.Description}

            stdout carries data (`--json`: one object), stderr progress and errors. `octavo --help` lists the commands, `octavo COMMAND --help` their options.

            - Outputs are checked before anything is computed: one that exists needs `--force`, an input is never replaced, `-` is standard output. A file is written whole or not at all.
            - An option that takes several names is repeated, or has one value with commas. What looks like an option is one; `--` ends the options, `--name=-value` gives a value that begins with a dash.
            - Numbers have a point before the fraction and no other separators.
            - Progress is shown from the first second on where stderr is a terminal; elsewhere with `--verbose` only.

            {MarkdownTable.Make(["command", "what it does"], commands.Select(command => new[] { $"[{command.Name}](#octavo-{command.Name})", command.Description ?? "" }))}
            """.ReplaceLineEndings("\n"));
        foreach (var command in commands)
        {
            text.Append(Section(command, $"octavo {command.Name}"));
        }

        var everywhere =
            root.Options.Where(option => option is { Recursive: true, Hidden: false } && option.Name != "--help").Select(OptionRow);
        text.Append($"\n## Options of every command\n\n{MarkdownTable.Make(["", "value", "default", "meaning"], everywhere)}");
        text.Append(Completion());
        return text.Append(OldOptions()).Append(ExitCodes()).ToString();
    }

    private static string Section(Command command, string name)
    {
        var text = new StringBuilder($"\n## {name}\n\n{command.Description}\n\n```\n{Usage(command, name)}\n```\n");
        var rows = command.Arguments.Where(argument => !argument.Hidden).Select(ArgumentRow)
            .Concat(command.Options.Where(option => !option.Hidden && option.Name != "--help").Select(OptionRow)).ToList();
        if (rows.Count != 0)
        {
            text.Append('\n').Append(MarkdownTable.Make(["", "value", "default", "meaning"], rows));
        }

        text.Append($"\nFor example:\n\n```\n{string.Join('\n', CommandExamples.Of(command.Name))}\n```\n");
        foreach (var inner in command.Subcommands.Where(inner => !inner.Hidden))
        {
            text.Append(Section(inner, $"{name} {inner.Name}"));
        }

        return text.ToString();
    }

    private static string Usage(Command command, string name)
    {
        var arguments = command.Arguments.Where(argument => !argument.Hidden)
            .Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{Repeated(argument)}]" : Repeated(argument));
        var required = command.Options.Where(option => option is { Hidden: false, Required: true })
            .Select(option => $"{option.Name} {ValueName(option)}");
        var rest = command.Options.Any(option => option is { Hidden: false, Required: false } && option.Name != "--help") ? ["[options]"]
            : Array.Empty<string>();
        return string.Join(' ', [name, .. arguments, .. required, .. rest]);
    }

    private static string Repeated(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;

    private static string[] ArgumentRow(Argument argument) =>
        [$"`{Repeated(argument)}`", TypeName(argument.ValueType), argument.HasDefaultValue ? Default(argument.GetDefaultValue()) : "",
            argument.Description ?? ""];

    private static string[] OptionRow(Option option)
    {
        var names =
            string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name).Distinct().Select(name => $"`{name}`"));
        var isSwitch = option.ValueType == typeof(bool);
        return [names, isSwitch ? "" : TypeName(option.ValueType),
            option.Required ? "required" : option.HasDefaultValue && !isSwitch ? Default(option.GetDefaultValue()) : "",
            option.Description ?? ""];
    }

    private static string ValueName(Option option) => option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant().Replace('-', '_');

    private static string TypeName(Type type)
    {
        var single = type.IsArray ? type.GetElementType()! : type;
        single = Nullable.GetUnderlyingType(single) ?? single;
        var name = single.IsEnum ? string.Join(", ", Enum.GetNames(single))
            : single == typeof(string) ? "text"
            : single == typeof(int) || single == typeof(long) ? "whole number"
            : single == typeof(double) || single == typeof(float) ? "number"
            : single.Name;
        return type.IsArray ? $"{name}, repeatable" : name;
    }

    private static string Default(object? value) => value is null or "" or Array { Length: 0 } ? "" : $"`{value}`";

    private static string Completion() =>
        """

        ## Completion by the Tab key

        `octavo completion SHELL` prints a script that asks the tool itself for commands, options, recipes, presets, passes, metrics and kernels:

        | shell | once |
        | --- | --- |
        | bash | `octavo completion bash > ~/.local/share/bash-completion/completions/octavo` |
        | zsh | `octavo completion zsh > ~/.zfunc/_octavo`, with `fpath+=~/.zfunc` before `compinit` in `.zshrc` |
        | fish | `octavo completion fish > ~/.config/fish/completions/octavo.fish` |
        | PowerShell | `octavo completion pwsh >> $PROFILE` |

        Other programs may ask as well: `octavo "[suggest:N]" "octavo convert --rec"` prints what fits at the N-th character of the line.

        """.ReplaceLineEndings("\n");

    private static string OldOptions() =>
        $"""

        ## Options of the old converters

        The options of toco and of TensorFlow's tflite_convert are understood by `octavo convert`, also without the word `convert`; a note on stderr says once what each of them is today.
        Words may be joined by underscores or by dashes.

        {MarkdownTable.Make(["old option", "here it"], OldSpellings.All.Select(spelling => new[] { $"`{spelling.Name}`", spelling.Meaning }))}
        """.ReplaceLineEndings("\n");

    private static string ExitCodes()
    {
        var meanings = new XmlSummaries(typeof(ErrorKind).Assembly);
        var kinds = Enum.GetValues<ErrorKind>().OrderBy(kind => (int)kind)
            .Select(kind => (Kind: kind, Code: new OctavoException(kind, "").ExitCode));
        var rows = kinds.Select(kind => new[] { $"{kind.Code}", $"`{kind.Kind}`", meanings.Of(typeof(ErrorKind), $"{kind.Kind}") });
        return $"""

            ## Exit codes

            The exit code is a property of the kind of the error. Every error says what is wrong, where, what was expected, what was found and what to do next;
            with `--json` it is one object on stdout as well: `error` with `kind what where expected found hint exit_code`.

            {MarkdownTable.Make(["exit code", "kind of error", "meaning"], rows.Prepend(["0", "", "Done."]).Append(["129", "", "The terminal was closed (SIGHUP); nothing half written is left."]).Append(["130", "", "Interrupted from the keyboard (SIGINT); nothing half written is left."]).Append(["143", "", "Ended by SIGTERM; nothing half written is left."]))}
            """.ReplaceLineEndings("\n");
    }
}
