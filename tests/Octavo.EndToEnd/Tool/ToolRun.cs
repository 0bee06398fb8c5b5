using System.Diagnostics;

namespace Octavo.EndToEnd;

/// <summary>One run of the tool as a process of its own, as a user starts it.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What a shell runs as the tool.</summary>
    public static string Command => $"dotnet '{ToolPath}'";

    private static string ToolPath => Path.Combine(AppContext.BaseDirectory, "Octavo.Cli.dll");

    public static ToolRun Of(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process, $"octavo {string.Join(' ', arguments)}");
    }

    /// <summary>Runs a line of a shell, in which <c>octavo</c> is the tool.</summary>
    public static ToolRun OfShell(string line)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"octavo() {{ {Command} \"$@\"; }}\nset -o pipefail\n{line}");
        using var process = Process.Start(start)!;
        return Finish(process, line);
    }

    /// <summary>
    /// Starts the tool; the caller waits for it. Signals that whoever started the tests ignores (a background job ignores SIGINT) are not
    /// ignored by the tool.
    /// </summary>
    public static Process Start(params string[] arguments)
    {
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP,TERM", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in program.Skip(1).Append(ToolPath).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static ToolRun Finish(Process process, string what)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{what} does not end.");
        }

        process.WaitForExit();
        return new ToolRun(process.ExitCode, output.Result, error.Result);
    }
}
