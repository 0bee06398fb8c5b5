using System.Text.Json.Nodes;

namespace Octavo.Cli;

/// <summary>Errors for people on stderr, for programs on stdout as well.</summary>
internal static class ErrorReport
{
    public static void Write(OctavoException error, bool json) => Write([error], json);

    /// <param name="errors">At least one; the first is the one that decides the exit code.</param>
    /// <param name="json">Whether stdout gets one object with <c>error</c>, and <c>others</c> where there are several.</param>
    public static void Write(IReadOnlyList<OctavoException> errors, bool json)
    {
        foreach (var error in errors)
        {
            Messages.Error(error.Message);
            if (Messages.IsVerbose && error.Kind == ErrorKind.Internal)
            {
                Console.Error.WriteLine(error);
            }
        }

        if (!json)
        {
            return;
        }

        try
        {
            var report = new JsonObject { ["error"] = Describe(errors[0]) };
            if (errors.Count > 1)
            {
                report["others"] = errors.Skip(1).ToJson(Describe);
            }

            Console.WriteLine(report.ToJsonString());
        }
        catch (OctavoException)
        {
            // The error to report may be that nothing can be written; stderr has said it.
        }
    }

    private static JsonObject Describe(OctavoException error) => new()
    {
        ["kind"] = error.Kind.ToString(), ["what"] = error.What, ["where"] = error.Where, ["expected"] = error.Expected,
            ["found"] = error.Found,
        ["hint"] = error.Hint, ["exit_code"] = error.ExitCode,
    };
}
