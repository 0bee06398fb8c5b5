namespace Octavo.Cli;

/// <summary>
/// Everything that goes to stderr: errors, warnings, notes, and what is under way. <c>--quiet</c> leaves errors and warnings,
/// <c>--verbose</c> adds details. A stderr that is closed or full stops nothing; the process then ends with the exit code of a failed
/// write.
/// </summary>
internal static class Messages
{
    public static bool IsQuiet { get; private set; }

    public static bool IsVerbose { get; private set; }

    public static void Choose(bool quiet, bool verbose) => (IsQuiet, IsVerbose) = (quiet, verbose);

    public static void Error(string text) => Write($"octavo: error: {text}");

    public static void Warn(string text) => Write($"octavo: warning: {text}");

    /// <summary>What a user may want to know about the command line or the result.</summary>
    public static void Note(string text)
    {
        if (!IsQuiet)
        {
            Write($"octavo: note: {text}");
        }
    }

    /// <summary>What is being done.</summary>
    public static void Say(string text)
    {
        if (!IsQuiet)
        {
            Write($"octavo: {text}");
        }
    }

    /// <summary>What only <c>--verbose</c> shows.</summary>
    public static void Detail(string text)
    {
        if (IsVerbose)
        {
            Write($"octavo: {text}");
        }
    }

    private static void Write(string line)
    {
        ProgressReport.ClearLine();
        Console.Error.WriteLine(line);
    }
}
