using System.CommandLine;
using Octavo;
using Octavo.Cli;

ParseResult parsed;
try
{
    parsed = CommandTree.Make().Parse(OldSpellings.Translate(args, line => Console.Error.WriteLine($"octavo: {line}")));
}
catch (OctavoException error)
{
    ErrorReport.Write(error, args.Contains("--json"));
    return error.ExitCode;
}

if (parsed.Errors.Count != 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"octavo: {error.Message}");
    }

    await Console.Error.WriteLineAsync("octavo: 'octavo --help' lists the commands, 'octavo COMMAND --help' their options.");
    return 2;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OctavoException error)
{
    ErrorReport.Write(error, args.Contains("--json"));
    return error.ExitCode;
}
#pragma warning disable CA1031 // The last line of defence: whatever gets here is a bug, and is reported as one.
catch (Exception error)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"octavo: this is a bug of Octavo: {error}");
    return 1;
}
