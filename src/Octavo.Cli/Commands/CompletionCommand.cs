using System.CommandLine;

namespace Octavo.Cli;

/// <summary><c>octavo completion</c>: a script that teaches a shell the tool's commands, options and names.</summary>
internal static class CompletionCommand
{
    /// <summary>
    /// Each script asks the tool itself: <c>[suggest:N]</c> with the line and the place of the cursor in it. Files are offered where it has
    /// no answer.
    /// </summary>
    private static readonly SortedDictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            _octavo_completion() {
              local word="${COMP_WORDS[COMP_CWORD]}" candidates
              candidates="$(octavo "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
              COMPREPLY=($(compgen -W "${candidates}" -- "${word}"))
              if [ ${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "${word}")); fi
            }
            complete -o filenames -F _octavo_completion octavo
            """,
        ["fish"] =
            """
            complete -c octavo -a '(octavo "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
            """,
        ["pwsh"] =
            """
            Register-ArgumentCompleter -Native -CommandName octavo -ScriptBlock {
              param($word, $line, $position)
              octavo "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
        ["zsh"] =
            """
            #compdef octavo
            _octavo() {
              local -a candidates
              candidates=("${(@f)$(octavo "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- "${candidates[@]}" || _files
            }
            compdef _octavo octavo
            """,
    };

    private static readonly Argument<string> Shell = new("SHELL") { Description = $"{string.Join(", ", Scripts.Keys)}." };

    public static Command Make()
    {
        Shell.CompletionSources.Clear();
        Shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion",
            "Prints a script for a shell: the Tab key then completes commands, options, recipes, presets, passes and metrics.") { Shell };
        command.SetAction(arguments => Run(arguments.GetValue(Shell)!));
        return command;
    }

    private static int Run(string shell)
    {
        if (!Scripts.TryGetValue(shell, out var script))
        {
            throw Tensors.NearestName.Unknown("shell", shell, Scripts.Keys, null);
        }

        Console.WriteLine(script.ReplaceLineEndings("\n"));
        return 0;
    }
}
