using System.Text.Json;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>Errors for people on stderr, for programs on stdout as well.</summary>
internal static class ErrorReport
{
    public static void Write(OctavoException error, bool json)
    {
        Console.Error.WriteLine($"octavo: {error.Message}");
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                error = new { kind = error.Kind.ToString(), what = error.What, where = error.Where, expected = error.Expected, found = error.Found, hint = error.Hint, exit_code = error.ExitCode },
            }));
        }
    }
}
