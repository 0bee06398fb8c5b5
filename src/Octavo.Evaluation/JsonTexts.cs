using System.Text.Json;

namespace Octavo.Evaluation;

/// <summary>What System.Text.Json says of a text only when it is asked for one.</summary>
internal static class JsonTexts
{
    /// <summary>
    /// Whether a failure means that a text in JSON names half a character (<c>\ud800</c> alone), which is no text: the library takes it
    /// when it reads the file, and throws an exception of programming mistakes when the text is asked for.
    /// </summary>
    public static bool IsHalfCharacter(Exception failure) =>
        failure is InvalidOperationException && failure.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true;
}
