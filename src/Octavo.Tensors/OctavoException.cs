using System.Diagnostics.CodeAnalysis;

namespace Octavo;

/// <summary>
/// The one exception of Octavo for what the user gave: a kind (which fixes the exit code), what is wrong, where, what was expected, what
/// was found and what to do. Every part is text for a person; none repeats another. Parts that name what a file holds (lists of sizes, long
/// names) are clipped, so that a message never grows with the file.
/// </summary>
public sealed class OctavoException : Exception
{
    /// <summary>Room for a list of all nodes that cannot be run.</summary>
    private const int LongestText = 4000;

    /// <summary>Room for the path of a file and the full name of a node.</summary>
    private const int LongestPlace = 1000;

    private const int LongestPart = 400;

    public OctavoException(
        ErrorKind kind, string what, string? where = null, string? expected = null, string? found = null, string? hint = null,
        Exception? inner = null)
        : base(
            Describe(Clip(what, LongestText), Clip(where, LongestPlace), Clip(expected, LongestPart), Clip(found, LongestPart),
                Clip(hint, LongestText)),
            inner)
    {
        Kind = kind;
        What = Clip(what, LongestText);
        Where = Clip(where, LongestPlace);
        Expected = Clip(expected, LongestPart);
        Found = Clip(found, LongestPart);
        Hint = Clip(hint, LongestText);
    }

    public ErrorKind Kind { get; }

    public string What { get; }

    /// <summary>File, node, tensor and offset, as far as they are known.</summary>
    public string? Where { get; }

    public string? Expected { get; }

    public string? Found { get; }

    /// <summary>What the user can do next.</summary>
    public string? Hint { get; }

    public int ExitCode => (int)Kind / 100;

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Clip(string? text, int longest) =>
        text is null || text.Length <= longest ? text
        : $"{text.AsSpan(0, longest - (char.IsHighSurrogate(text[longest - 1]) ? 1 : 0))}... ({text.Length} characters)";

    private static string Describe(string what, string? where, string? expected, string? found, string? hint)
    {
        var text = where is null ? Sentence(what) : $"{where}: {Sentence(what)}";
        if (expected is not null)
        {
            text += $" Expected: {Sentence(expected)}";
        }

        if (found is not null)
        {
            text += $" Found: {Sentence(found)}";
        }

        return hint is null ? text : text.EndsWith('\n') ? text + hint : $"{text} {hint}";
    }

    /// <summary>A text with its full stop; a list of lines ends with its last line.</summary>
    private static string Sentence(string text) => text.Length != 0 && text[^1] is '.' or '?' or '!' or ':' or '\n' ? text : $"{text}.";
}
