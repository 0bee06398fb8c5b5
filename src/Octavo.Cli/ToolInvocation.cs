using System.CommandLine;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>One run of the tool: from the words of a command line to an exit code.</summary>
internal static class ToolInvocation
{
    public static int Run(string[] arguments)
    {
        ConsoleText.Open();
        using var signals = InterruptSignals.Listen();
        var code = RunCommand(arguments, signals);
        return signals.ExitCode ?? (code == 0 && ConsoleText.LostMessages ? (int)ErrorKind.InputOutput / 100 : code);
    }

    /// <summary>A shell that asks for completions: what follows is a line that is not finished.</summary>
    private static bool IsDirective(string[] arguments) =>
        arguments is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);

    private static int RunCommand(string[] arguments, InterruptSignals signals)
    {
        var json = arguments.TakeWhile(argument => argument != "--").Contains("--json");
        ParseResult? parsed = null;
        try
        {
            Messages.Choose(arguments.Contains("--quiet") || arguments.Contains("-q"), arguments.Contains("--verbose"));
            var translated =
                OldSpellings.Translate(arguments, new Lazy<IReadOnlySet<string>>(() => CommandTree.OptionNames), Messages.Note);
            parsed = CommandTree.Parse(translated);
            var errors = IsDirective(arguments) ? [] : ParsingErrors.Of(parsed, translated);
            if (errors.Count != 0)
            {
                ErrorReport.Write(errors, json);
                return errors[0].ExitCode;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OperationCanceledException)
        {
            return signals.ExitCode ?? InterruptSignals.Interrupted;
        }
#pragma warning disable CA1031 // The last line of defence: whatever is no typed error gets here, and becomes one.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var error = failure as OctavoException ?? UntypedFailure.Describe(failure, parsed);
            ErrorReport.Write(error, json);
            return error.ExitCode;
        }
    }
}
